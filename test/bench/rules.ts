// What a team later wrote into its rule file, and how much of it a dream over the sessions so far proposes; split strictly by time.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { analyze } from '../../src/core/dream/analyze/analyze.ts';
import type { SessionDigest } from '../../src/core/dream/analyze/digest.ts';
import { personSentences } from '../../src/core/dream/analyze/person-sentences.ts';
import { contentTerms } from '../../src/core/dream/analyze/terms.ts';
import { propose } from '../../src/core/dream/propose.ts';
import { parseWorkspaceFacts } from '../../src/core/dream/workspace-facts.ts';
import type { SessionEvent } from '../../src/core/sessions/event.ts';
import { digestEvents, readSessions, SESSIONS } from './read-sessions.ts';

const DATA = resolve('../shared/data');
const FILES = join(DATA, 'memory-files');
const OTHERS = join(DATA, 'safety/memory_lines_benign_dev.jsonl');
const MOST_PROPOSALS = 50;
/** A proposal matches a rule when they share a command, or when it holds this many of its words of meaning, and this share of the shorter of the two. */
const SHARED_WORDS = 3;
const SHARED_SHARE = 0.5;

/**
 * Lines that tell what to do or how things are, without headings, tables and pictures of folders; of code only the
 * commands of a shell.
 */
function ruleLines(text: string): readonly string[] {
  const commands = [...text.matchAll(/```(?:bash|sh|shell)\n([\s\S]*?)```/gu)].flatMap(([, code = '']) =>
    code.split('\n').map((line) => line.replace(/\s+#.*$/u, '').trim()),
  );
  const lines = text
    .replace(/```[\s\S]*?```/gu, '')
    .split('\n')
    .map((line) => line.trim().replace(/^(?:[-*]|\d+\.)\s+/u, ''))
    .filter((line) => !/^(?:#|\||<|!)/u.test(line) && contentTerms(line).length >= SHARED_WORDS);
  return [...lines, ...commands.filter((line) => line.split(' ').length > 1).map((line) => `\`${line}\``)];
}

/** The commands that a text names between backticks, each part of a compound line for itself. */
function commandsIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/gu)]
    .flatMap(([, code = '']) => code.split(/\s*(?:&&|;)\s*/u))
    .filter((code) => /^[a-z][\w./-]* [\w:./-]+/u.test(code));
}

interface Told {
  readonly terms: ReadonlySet<string>;
  readonly commands: readonly string[];
}

/** Negations say nothing of what a text is about. */
const NEGATION = /^(?:don|doesn|didn|isn|aren|wasn|won|cannot|never|[ts])$/u;

function told(text: string): Told {
  const terms = contentTerms(text).filter((term) => !NEGATION.test(term));
  return { terms: new Set(terms), commands: commandsIn(text) };
}

/** Enough words in common, or for a rule that is nothing but a command one that both name. */
function matches(proposal: Told, rule: Told): boolean {
  const shared = [...proposal.terms].filter((term) => rule.terms.has(term)).length;
  const isAlike = shared >= SHARED_WORDS && shared >= SHARED_SHARE * Math.min(proposal.terms.size, rule.terms.size);
  return isAlike || rule.commands.some((command) => proposal.commands.includes(command));
}

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

/** Texts that a dream over the events before `until` would propose. */
async function dreamUntil(
  sessions: readonly (readonly SessionEvent[])[],
  until: string,
  rules: string,
): Promise<readonly string[]> {
  const digests: SessionDigest[] = [];
  for (const events of sessions) {
    const past = events.filter(({ at }) => at < until);
    const digest = await digestEvents(past);
    if (digest !== null) digests.push(digest);
  }
  const now = new Date(until);
  const newSessions = new Set(digests.map(({ session }) => session));
  const workspace = parseWorkspaceFacts(new Map([['CLAUDE.md', rules]]));
  const findings = await analyze({ digests, newSessions, memories: [], workspace, now });
  const proposals = propose({
    findings,
    newSessions,
    memories: [],
    rejected: [],
    waiting: [],
    dream: 'drm_bench',
    now,
  });
  return proposals
    .slice(0, MOST_PROPOSALS)
    .flatMap(({ changes }) =>
      changes.flatMap(({ after }) => (after === null ? [] : [after.text.split('\n\n', 1)[0] ?? ''])),
    );
}

/** How much smaller the digests are than the events that they were made of. */
async function printDigestSizes(sessions: readonly (readonly SessionEvent[])[]): Promise<void> {
  const ratios: number[] = [];
  let largest = 0;
  let [raw, digested] = [0, 0];
  for (const events of sessions) {
    const digest = await digestEvents(events);
    if (digest === null) continue;
    const [before, after] = [JSON.stringify(events).length, JSON.stringify(digest).length];
    raw += before;
    digested += after;
    ratios.push(before / after);
    if (before / after < 20) largest = Math.max(largest, before);
  }
  const least = Math.min(...ratios).toFixed(1);
  const small = ratios.filter((ratio) => ratio < 20).length;
  console.log(
    `digests of ${ratios.length} sessions: ${(raw / digested).toFixed(1)} times smaller than their events, the least ${least} times; ${small} less than 20, none of more than ${Math.ceil(largest / 1_000)} kB`,
  );
}

async function measure(): Promise<void> {
  const revisions = readdirSync(FILES)
    .sort()
    .map((name) => ({ day: name.slice(7, 17), text: readFileSync(join(FILES, name), 'utf8') }));
  const others: readonly string[] = readFileSync(OTHERS, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"text"') && !line.includes('"entireio/cli"'))
    .map((line) => String(JSON.parse(line).text))
    .filter((line) => contentTerms(line).length >= SHARED_WORDS);
  const otherRules = others.map(told);
  const sessions = await readSessions();
  await printDigestSizes(sessions);
  console.log(
    `match: ${SHARED_WORDS} or more words of meaning in common and ${SHARED_SHARE} of the shorter text, or the same command; at most ${MOST_PROPOSALS} proposals; ${others.length} rule lines of other repositories`,
  );
  const [everLater, everHit] = [new Set<string>(), new Set<string>()];
  for (const [place, { day, text }] of revisions.entries()) {
    const known = new Set(ruleLines(text));
    const later = new Set(revisions.slice(place + 1).flatMap((revision) => ruleLines(revision.text)));
    const rules = [...later].filter((line) => !known.has(line));
    const proposals = (await dreamUntil(sessions, `${day}T00:00:00.000Z`, text)).map(told);
    const hit = rules.filter((rule) => proposals.some((proposal) => matches(proposal, told(rule))));
    const wrong = otherRules.filter((rule) => proposals.some((proposal) => matches(proposal, rule))).length;
    console.log(
      `${day}  ${String(proposals.length).padStart(2)} proposals, ${rules.length} later rules, matched ${hit.length} (${percent(hit.length, rules.length)}); false ${wrong} (${percent(wrong, others.length)})`,
    );
    if (process.argv.includes('--rules')) for (const rule of hit) console.log(`    ${rule}`);
    for (const rule of rules) everLater.add(rule);
    for (const rule of hit) everHit.add(rule);
  }
  const spoken = sessions.flatMap((events) =>
    events.flatMap((event) =>
      event.type === 'user' && event.origin === 'user'
        ? personSentences(event.text).map(({ text }) => ({ at: event.at, told: told(text) }))
        : [],
    ),
  );
  const heard = [...everLater].filter((rule) => {
    const written = revisions.find(({ text }) => ruleLines(text).includes(rule))?.day ?? '';
    return spoken.some((sentence) => sentence.at < written && matches(sentence.told, told(rule)));
  });
  console.log(
    `of ${everLater.size} different rules written after a dream, ${everHit.size} were proposed before (${percent(everHit.size, everLater.size)}); by the same measure people had said ${heard.length} of them in these sessions before they were written`,
  );
}

if (existsSync(FILES) && existsSync(SESSIONS) && existsSync(OTHERS)) await measure();
else console.log('bench:rules skipped: its data is not here');
