import { analyze } from '../../src/core/dream/analyze/analyze.ts';
import type { SessionDigest } from '../../src/core/dream/analyze/digest/digest.ts';
import { digestSession } from '../../src/core/dream/analyze/digest/digest-session.ts';
import type { Proposal, ReviewItem } from '../../src/core/dream/proposal.ts';
import { leftOutNotes } from '../../src/core/dream/propose/left-out.ts';
import { type Proposed, propose } from '../../src/core/dream/propose.ts';
import { parseWorkspaceFacts } from '../../src/core/dream/workspace-facts.ts';
import type { Memory } from '../../src/core/memory/memory.ts';
import type { RewardCounts } from '../../src/core/outcomes/reward.ts';
import { NOW, readScript, type Scenario } from './script.ts';

/** Plays a script and tells findings and proposals as text. */
export async function playScenario(script: string): Promise<string> {
  const scenario = readScript(script);
  const digests: SessionDigest[] = [];
  for (const [session, { events, left, ...about }] of scenario.sessions)
    digests.push(await digestSession({ session, ...about }, events, async (file) => left.get(file) ?? null));
  const newSessions = new Set([...scenario.sessions.keys()].filter((session) => !scenario.old.has(session)));
  const { uses, rewards } = countUses(digests);
  const cited = new Map(
    scenario.memories.flatMap(({ citations }) =>
      citations.map(({ file }) => [file, scenario.files.get(file) ?? null] as const),
    ),
  );
  const workspace = parseWorkspaceFacts(scenario.files, { cited });
  const base = { memories: scenario.memories, workspace, uses, rewards, now: NOW };
  const findings = await analyze({ ...base, digests, newSessions });
  const make = (rejected: readonly ReviewItem[], from = findings) =>
    propose({
      findings: from,
      newSessions,
      memories: scenario.memories,
      workspace,
      rejected,
      waiting: [],
      dream: 'drm_golden',
      now: NOW,
    });
  const declined = await declinedBefore(scenario, digests, base, make);
  const lines = [...findings.map((finding) => `${finding.score.toFixed(2)} ${finding.kind}: ${finding.summary}`), ''];
  const { proposals, leftOut } = make(declined);
  for (const proposal of proposals) lines.push(...tell(proposal), '');
  lines.push(...leftOutNotes(leftOut));
  return `${lines.join('\n').trim()}\n`;
}

/** What a person would have declined after the sessions marked `old`, at the paths the script names. */
async function declinedBefore(
  scenario: Scenario,
  digests: readonly SessionDigest[],
  base: Omit<Parameters<typeof analyze>[0], 'digests' | 'newSessions'>,
  make: (rejected: readonly ReviewItem[], from?: Awaited<ReturnType<typeof analyze>>) => Proposed,
): Promise<readonly ReviewItem[]> {
  if (scenario.rejected.size === 0) return [];
  const old = digests.filter(({ session }) => scenario.old.has(session));
  const { proposals } = make([], await analyze({ ...base, digests: old, newSessions: scenario.old }));
  return proposals
    .filter(({ path }) => scenario.rejected.has(path))
    .map((proposal) => ({
      proposal,
      verdict: { verdict: 'review', hits: [], risk: 0, constitution: '' },
      hash: '',
      state: 'rejected',
      decidedAt: NOW.toISOString(),
      comment: null,
    }));
}

/** How often each memory was recalled, and how the sessions went that did. */
function countUses(digests: readonly SessionDigest[]): {
  readonly uses: ReadonlyMap<string, number>;
  readonly rewards: ReadonlyMap<string, RewardCounts>;
} {
  const uses = new Map<string, number>();
  const rewards = new Map<string, RewardCounts>();
  for (const { recalled, good, bad } of digests) {
    for (const memory of recalled) {
      uses.set(memory, (uses.get(memory) ?? 0) + 1);
      const known = rewards.get(memory) ?? { good: 0, bad: 0 };
      if (good + bad > 0) rewards.set(memory, { good: known.good + good, bad: known.bad + bad });
    }
  }
  return { uses, rewards };
}

function linksOf({ links }: Memory): readonly string[] {
  return links.length === 0
    ? []
    : [`  links: ${links.map(({ relation, memory }) => `${relation} ${memory}`).join(', ')}`];
}

function tell(proposal: Proposal): readonly string[] {
  const { support } = proposal;
  const facts = [
    `origin ${proposal.origin}`,
    ...(support.isExplicitInstruction ? ['explicit'] : []),
    ...(support.independentSessions > 0 ? [`${support.independentSessions} sessions`] : []),
    ...(support.failedSessions > 0 ? [`failed in ${support.failedSessions}, passed in ${support.passedSessions}`] : []),
    ...(support.isDeclaredCommand ? ['declared'] : []),
    ...(support.isSameAuthor ? ['same author'] : []),
    ...(proposal.against === undefined ? [] : [`against ${proposal.against.file}`]),
    ...(proposal.changes.some(({ before, after }) => after?.pinned === true && before?.pinned === false)
      ? ['pins']
      : []),
  ];
  return [
    `${proposal.operation} ${proposal.path} (${facts.join(', ')})`,
    ...proposal.changes.flatMap(({ before, after }) => {
      if (after === null) return [`  - ${before?.path}`];
      if (before !== null && before.path !== after.path) return [`  ${before.path} → ${after.path}`];
      if (before !== null && before.links !== after.links && before.text === after.text)
        return after.links.length === 0 ? ['  links: none'] : linksOf(after);
      if (after.validTo !== null) return [`  until ${after.validTo.slice(0, 10)}: ${after.text}`];
      if (before === null && proposal.operation === 'split') return [`  + ${after.path}`, `  | ${after.text}`];
      const text = after.text.split('\n').map((line) => `  | ${line}`.trimEnd());
      return before === null ? [...text, ...linksOf(after)] : text;
    }),
    ...proposal.evidence.map(({ session, quote }) => `  “${quote}” (${session})`),
  ];
}
