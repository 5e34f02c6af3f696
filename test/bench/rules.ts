// What a team later wrote into its rule file, and how much of it a dream over the sessions so far proposes; split strictly by time.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { analyze } from '../../src/core/dream/analyze/analyze.ts';
import type { SessionDigest } from '../../src/core/dream/analyze/digest/digest.ts';
import { contentTerms } from '../../src/core/dream/analyze/terms/terms.ts';
import { propose } from '../../src/core/dream/propose.ts';
import { parseWorkspaceFacts } from '../../src/core/dream/workspace-facts.ts';
import { packJson } from '../../src/core/pack-json.ts';
import type { SessionEvent } from '../../src/core/sessions/event.ts';
import { digestEvents, readSessions, SESSIONS } from './read-sessions.ts';
import { ruleEvidence } from './rule-evidence.ts';
import { matches, SHARED_SHARE, SHARED_WORDS, told } from './rule-match.ts';

const DATA = resolve('../shared/data');
const FILES = join(DATA, 'memory-files');
const OTHERS = join(DATA, 'safety/memory_lines_benign_dev.jsonl');
const MOST_PROPOSALS = 50;
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
  const { proposals } = propose({
    findings,
    workspace,
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
    const [before, after] = [JSON.stringify(events).length, packJson(digest).length];
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
  const writtenOn = (rule: string): string => revisions.find(({ text }) => ruleLines(text).includes(rule))?.day ?? '';
  const sources = [...(await ruleEvidence(sessions))].map(([source, shown]) => ({
    source,
    rules: [...everLater].filter((rule) => {
      const [written, about] = [writtenOn(rule), told(rule)];
      return shown.some((one) => one.at < written && matches(one.about, about));
    }),
  }));
  const evident = new Set([...everHit, ...sources.flatMap(({ rules }) => rules)]);
  console.log(
    `of ${everLater.size} different rules written after a dream, ${everHit.size} were proposed before (${percent(everHit.size, everLater.size)})`,
  );
  console.log(
    `by the same measure these sessions had shown before they were written: ${sources.map(({ source, rules }) => `${source} ${rules.length}`).join(', ')}; with those proposed ${evident.size} in all, so that ${everLater.size - evident.size} rest on nothing that could be learnt from`,
  );
  if (process.argv.includes('--rules')) for (const rule of evident) if (!everHit.has(rule)) console.log(`    ${rule}`);
}

if (existsSync(FILES) && existsSync(SESSIONS) && existsSync(OTHERS)) await measure();
else console.log('bench:rules skipped: its data is not here');
