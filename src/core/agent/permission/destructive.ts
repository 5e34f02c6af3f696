import type { ProgramCall } from '../../shell/program-calls.ts';
import { programCalls } from '../../shell/program-calls.ts';

type Judge = (words: readonly string[], call: ProgramCall) => boolean;

const always: Judge = () => true;
const piped: Judge = (_, { isPiped }) => isPiped;
const anyOf =
  (...wanted: readonly string[]): Judge =>
  (words) =>
    words.some((word) => wanted.includes(word.toLowerCase()));
/** Flags that may be bundled: `-rf` has `f`. */
const flag =
  (letters: string, ...long: readonly string[]): Judge =>
  (words) =>
    words.some(
      (word) =>
        long.some((name) => word === name || word.startsWith(`${name}=`)) ||
        (/^-[A-Za-z]+$/u.test(word) && [...letters].some((letter) => word.includes(letter))),
    );
/** By the plain words in their order; a message or path that happens to hold them is one word and no match. */
const subcommand =
  (name: RegExp, judge: Judge = always): Judge =>
  (words, call) => {
    const plain = words.filter((word, index) => !word.startsWith('-') && !/^-[Cc]$/u.test(words[index - 1] ?? ''));
    return name.test(plain.map((word) => word.replace(/\s/gu, '_')).join(' ')) && judge(words, call);
  };
const some =
  (...judges: readonly Judge[]): Judge =>
  (words, call) =>
    judges.some((judge) => judge(words, call));
const reads = (pattern: RegExp): Judge => {
  return (words) => words.some((word) => pattern.test(word));
};

const GIT = some(
  subcommand(
    /^push\b/u,
    some(flag('fd', '--force', '--force-with-lease', '--delete', '--mirror', '--prune'), reads(/^[+:]/u)),
  ),
  subcommand(/^reset\b/u, anyOf('--hard', '--merge', '--keep')),
  // With a path it throws changes away, and only git could tell a path from a branch: `main` and `feature/x` are taken for these.
  subcommand(/^checkout\b/u, some(flag('f', '--force'), anyOf('--', '.'), reads(/\.\w{1,10}$|\/$/u))),
  subcommand(/^(?:commit|rebase|am|cherry-pick)\b/u, anyOf('--amend', '--root', '--onto', '--skip')),
  subcommand(/^rebase\b/u, (words) => !words.some((word) => /^--(?:continue|abort)$/u.test(word))),
  subcommand(/^(?:clean|rm|restore|filter-branch|filter-repo|prune|update-ref)\b/u),
  subcommand(/^switch\b/u, flag('fC', '--force', '--discard-changes', '--force-create')),
  subcommand(/^branch\b/u, flag('DdMf', '--delete', '--force')),
  subcommand(/^tag\b/u, flag('df', '--delete', '--force')),
  subcommand(/^(?:stash (?:drop|clear)|reflog (?:expire|delete)|worktree remove|remote (?:rm|remove))\b/u),
);

const REMOTE_DELETE = reads(/^(?:(?:delete|terminate|remove|purge)(?:-[\w-]+)?|destroy|rm|rb|uninstall|drop)$/u);
const CODE_THAT_DELETES =
  /\brmtree\b|\brmSync\b|\brmdirSync\b|\bunlink(?:Sync)?\b|\bos\.(?:remove|rmdir|system)\b|\bsubprocess\b|\bchild_process\b|\bFileUtils\.rm|\brm -/u;
const CODE: Judge = (words, { isPiped }) => (isPiped && words.length === 0) || reads(CODE_THAT_DELETES)(words, NOTHING);
const NOTHING: ProgramCall = { program: '', words: [], isPiped: false };

/** What can't be taken back, by program. Reading the list is enough to know what is never allowed for good. */
const PROGRAMS: Readonly<Record<string, Judge>> = {
  rm: always,
  rmdir: always,
  unlink: always,
  shred: always,
  del: always,
  erase: always,
  rd: always,
  'remove-item': always,
  'clear-content': always,
  truncate: always,
  dd: always,
  fdisk: always,
  parted: always,
  wipefs: always,
  diskpart: always,
  format: always,
  'format-volume': always,
  sudo: always,
  doas: always,
  su: always,
  runas: always,
  kill: always,
  pkill: always,
  killall: always,
  'stop-process': always,
  taskkill: always,
  shutdown: always,
  reboot: always,
  halt: always,
  poweroff: always,
  crontab: always,
  systemctl: subcommand(/^(?:stop|disable|mask|kill|reboot|poweroff)\b/u),
  chmod: some(flag('R', '--recursive'), reads(/^[0-7]?[0-7]?7[0-7]?7$|^(?:a|o|ugo)?\+\w*w/u)),
  chown: always,
  reg: subcommand(/^delete\b/u),
  rimraf: always,
  'del-cli': always,
  find: anyOf('-delete'),
  git: GIT,
  gh: some(REMOTE_DELETE, subcommand(/^(?:pr merge|release create|repo (?:archive|edit))\b/u)),
  docker: some(reads(/^(?:prune|rm|rmi|kill)$/u), subcommand(/^(?:compose )?down\b/u, flag('v', '--volumes'))),
  podman: reads(/^(?:prune|rm|rmi|kill)$/u),
  kubectl: some(REMOTE_DELETE, reads(/^drain$/u)),
  helm: REMOTE_DELETE,
  terraform: some(subcommand(/^(?:destroy|apply|state rm)\b/u)),
  tofu: some(subcommand(/^(?:destroy|apply|state rm)\b/u)),
  aws: REMOTE_DELETE,
  gcloud: REMOTE_DELETE,
  az: REMOTE_DELETE,
  npm: subcommand(/^(?:publish|unpublish|deprecate|owner|access|dist-tag)\b/u),
  pnpm: subcommand(/^(?:publish|unpublish)\b/u),
  yarn: subcommand(/^(?:npm )?publish\b/u),
  cargo: subcommand(/^(?:publish|yank)\b/u),
  twine: subcommand(/^upload\b/u),
  gem: subcommand(/^(?:push|yank)\b/u),
  dropdb: always,
  'redis-cli': reads(/^flush(?:all|db)$/iu),
  rsync: reads(/^--(?:delete|remove-source-files)/u),
  python: CODE,
  python3: CODE,
  node: CODE,
  ruby: CODE,
  perl: CODE,
  php: CODE,
  sh: piped,
  bash: piped,
  zsh: piped,
  dash: piped,
  fish: piped,
};

const WHOLE_LINES: readonly RegExp[] = [
  /\bdrop\s+(?:table|database|schema|view|index|user|role|collection)\b/iu,
  /\btruncate\s+(?:table\s+)?\w/iu,
  /\bdelete\s+from\b/iu,
  /\bdropDatabase\s*\(/u,
  // A shell that reads what was just fetched.
  /(?:\b(?:ba|z|da|fi)?sh\b|\beval\b|\bsource\b)[^\n]*(?:\$\(|`|<\()\s*(?:curl|wget)\b/u,
  /\b(?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod|curl|wget)\b[^\n]*\|\s*(?:iex|Invoke-Expression)\b/iu,
  />\s*\/dev\/(?:sd|nvme|disk|hd|mmcblk)/u,
  /\bmkfs\b/u,
  // The fork bomb.
  /:\s*\(\s*\)\s*\{/u,
];

/** The parts of a command line that can't be taken back, as they were written; empty where all can. */
export function destructiveParts(line: string): readonly string[] {
  const parts = programCalls(line).flatMap((call) => {
    const judge = Object.hasOwn(PROGRAMS, call.program) ? PROGRAMS[call.program] : undefined;
    return judge?.(call.words, call) === true ? [[call.program, ...call.words].join(' ').slice(0, 200)] : [];
  });
  const matched = WHOLE_LINES.flatMap((pattern) => pattern.exec(line)?.[0] ?? []);
  return [...new Set([...parts, ...matched])];
}
