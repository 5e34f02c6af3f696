import type { Evidence } from '../../../evidence.ts';
import { commonForm } from '../../../shell/command-form.ts';
import type { RecurringFailure } from '../../finding.ts';
import type { CommandRun, SessionDigest } from '../digest/digest.ts';
import type { CommandFamilies } from './command-families.ts';
import { commandPurpose } from './command-purpose.ts';
import { formOf, formRemedy, isBypass } from './form-remedy.ts';

/** A step that is said to help against an error has helped as many of the commands that met it, where there are. */
const COMMANDS_HELPED = 2;

/** Editing what the failure points at; the step that a compiler or linter asks for. */
export const EDIT_NAMED_FILES = 'edit the files it names';
/** Before the command that failed, as it passed; the whole remedy where it is one. */
export const RUN_AS = 'run it as ';

interface Episode {
  /** The family of the command that failed and passed. */
  readonly key: string;
  readonly group: string;
  /** What was done, each with the form of the command that did it; empty for edits. */
  readonly steps: ReadonlyMap<string, string>;
  readonly evidence: readonly Evidence[];
}

interface Failing {
  /** The families of the commands that failed. */
  readonly keys: ReadonlySet<string>;
  /** The failures that are meant; all of those commands when missing. */
  readonly isMeant?: (run: CommandRun) => boolean;
  readonly families: CommandFamilies;
  readonly digests: readonly SessionDigest[];
  readonly groups: ReadonlyMap<string, string>;
}

/**
 * The least set of edits and commands that stood between the last failure and the first success of a command in two
 * independent sessions; null when nothing was seen twice. What also ran right before the failure is no remedy, and of
 * several commands one must have helped two.
 */
export function findRemedy(failing: Failing): RecurringFailure['remedy'] {
  const { keys, digests, groups } = failing;
  const episodes = digests.flatMap((digest) =>
    [...keys].flatMap((key) => episodesOf(key, failing, digest, groups.get(digest.session) ?? digest.session)),
  );
  const support = new Map<string, Set<string>>();
  for (const episode of episodes) {
    for (const step of episode.steps.keys()) support.set(step, (support.get(step) ?? new Set()).add(episode.group));
  }
  const helped = (step: string): number =>
    new Set(episodes.flatMap(({ key, steps }) => (steps.has(step) ? [key] : []))).size;
  const best = [...support]
    .filter(([step]) => helped(step) >= Math.min(COMMANDS_HELPED, keys.size))
    .sort((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1))[0];
  if (best === undefined || best[1].size < 2) return null;
  const supporting = episodes.filter((episode) => episode.steps.has(best[0]));
  const steps = [best[0]];
  for (const step of support.keys()) {
    if (step !== best[0] && supporting.every((episode) => episode.steps.has(step))) steps.push(step);
  }
  const shown = new Set<string>();
  const evidence: Evidence[] = [];
  for (const episode of supporting) {
    if (shown.has(episode.group) || shown.size === 3) continue;
    shown.add(episode.group);
    evidence.push(...episode.evidence.filter(({ quote }) => quote !== ''));
  }
  return { steps: steps.map((step) => tellStep(step, supporting)), episodes: best[1].size, evidence };
}

/** A step with its command as it was run in the episodes, in what they have in common. */
function tellStep(step: string, episodes: readonly Episode[]): string {
  const forms = episodes.flatMap(({ steps }) => steps.get(step) || []);
  const command = /^run `(.+)`$/u.exec(step)?.[1];
  if (command !== undefined) return `run \`${commonForm(forms, command)}\``;
  return step.startsWith(RUN_AS) ? `${RUN_AS}\`${commonForm(forms, forms[0] ?? '')}\`` : step;
}

function episodesOf(
  key: string,
  { families, isMeant = () => true }: Failing,
  digest: SessionDigest,
  group: string,
): readonly Episode[] {
  const episodes: Episode[] = [];
  let lastFailure = -1;
  for (const [position, run] of digest.commands.entries()) {
    if (families.keyOf(run.command) !== key) continue;
    if (run.failed) lastFailure = isMeant(run) ? position : lastFailure;
    else if (lastFailure >= 0) {
      const failure = digest.commands[lastFailure];
      if (failure) episodes.push({ key, ...episodeBetween(failure, run, lastFailure, position, digest, group) });
      lastFailure = -1;
    }
  }
  return episodes;
}

function episodeBetween(
  failure: CommandRun,
  success: CommandRun,
  failedAt: number,
  passedAt: number,
  digest: SessionDigest,
  group: string,
): Omit<Episode, 'key'> {
  const before = new Set(ranRightBefore(failedAt, failure.index, digest));
  const steps = new Map<string, string>();
  for (const run of digest.commands.slice(failedAt + 1, passedAt)) {
    const purpose = commandPurpose(run.command);
    const isWork = purpose !== 'test' && purpose !== 'inspect' && !isBypass(run);
    if (!run.failed && isWork && !before.has(formOf(run))) steps.set(`run \`${run.command}\``, formOf(run));
  }
  const edits = digest.edits.filter((edit) => edit.index > failure.index && edit.index < success.index);
  const named = new Set(failure.files);
  for (const { file } of edits) {
    const base = file.slice(file.lastIndexOf('/') + 1);
    if (named.has(base)) steps.set(EDIT_NAMED_FILES, '');
    else if (isShared(base)) steps.set(`edit \`${base}\``, '');
  }
  // The output was cut off before any file name: edits of sources are the likely answer to it.
  if (edits.length > 0 && failure.files.length === 0 && steps.size === 0) steps.set(EDIT_NAMED_FILES, '');
  const given = edits.length === 0 && steps.size === 0 ? formRemedy(failure, success) : null;
  if (given !== null) steps.set(`${RUN_AS}${given}`, formOf(success));
  return { group, steps, evidence: [failure.evidence, success.evidence] };
}

/** Commands of the failing shell line and those after the last edit before it: they ran and it failed all the same. */
function ranRightBefore(failedAt: number, index: number, digest: SessionDigest): readonly string[] {
  const lastEdit = digest.edits.findLast((edit) => edit.index < index)?.index ?? -1;
  return digest.commands
    .slice(0, failedAt)
    .filter((run) => run.index > lastEdit)
    .map(formOf);
}

/** Files of the project as a whole, which are the same ones in another session. */
function isShared(base: string): boolean {
  return /^(?:package\.json|go\.mod|Cargo\.toml|pyproject\.toml|requirements.*\.txt|Gemfile|Makefile|Dockerfile|tsconfig.*\.json|\..+rc(?:\..+)?|\.\w+\.ya?ml|.+\.config\.\w+|pom\.xml|build\.gradle(?:\.kts)?|mise\.toml|\.env.*)$/u.test(
    base,
  );
}
