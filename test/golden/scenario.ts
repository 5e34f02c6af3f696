import { analyze } from '../../src/core/dream/analyze/analyze.ts';
import type { SessionDigest } from '../../src/core/dream/analyze/digest.ts';
import { digestSession } from '../../src/core/dream/analyze/digest-session.ts';
import type { Proposal, ReviewItem } from '../../src/core/dream/proposal.ts';
import { propose } from '../../src/core/dream/propose.ts';
import { parseWorkspaceFacts } from '../../src/core/dream/workspace-facts.ts';
import type { Memory } from '../../src/core/memory/memory.ts';
import type { SessionEvent } from '../../src/core/sessions/event.ts';

/** A scenario as its script tells it; see README.md for the lines a script may hold. */
interface Scenario {
  readonly sessions: Map<string, SessionEvent[]>;
  readonly memories: Memory[];
  readonly files: Map<string, string>;
  readonly rejected: Set<string>;
  readonly old: Set<string>;
}

const NOW = new Date('2026-03-01T12:00:00.000Z');

/** Plays a script and tells findings and proposals as text. */
export async function playScenario(script: string): Promise<string> {
  const scenario = readScript(script);
  const digests: SessionDigest[] = [];
  for (const [session, events] of scenario.sessions)
    digests.push(await digestSession({ session, agent: 'agent' }, events));
  const newSessions = new Set([...scenario.sessions.keys()].filter((session) => !scenario.old.has(session)));
  const base = { memories: scenario.memories, workspace: parseWorkspaceFacts(scenario.files), now: NOW };
  const findings = await analyze({ ...base, digests, newSessions });
  const make = (rejected: readonly ReviewItem[], from = findings) =>
    propose({ findings: from, memories: scenario.memories, rejected, waiting: [], dream: 'drm_golden', now: NOW });
  const declined = await declinedBefore(scenario, digests, base, make);
  const lines = [...findings.map((finding) => `${finding.score.toFixed(2)} ${finding.kind}: ${finding.summary}`), ''];
  for (const proposal of make(declined)) lines.push(...tell(proposal), '');
  return `${lines.join('\n').trim()}\n`;
}

/** What a person would have declined after the sessions marked `old`, at the paths the script names. */
async function declinedBefore(
  scenario: Scenario,
  digests: readonly SessionDigest[],
  base: Omit<Parameters<typeof analyze>[0], 'digests' | 'newSessions'>,
  make: (rejected: readonly ReviewItem[], from?: Awaited<ReturnType<typeof analyze>>) => readonly Proposal[],
): Promise<readonly ReviewItem[]> {
  if (scenario.rejected.size === 0) return [];
  const old = digests.filter(({ session }) => scenario.old.has(session));
  const proposals = make([], await analyze({ ...base, digests: old, newSessions: scenario.old }));
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

function tell(proposal: Proposal): readonly string[] {
  const { support } = proposal;
  const facts = [
    `origin ${proposal.origin}`,
    ...(support.isExplicitInstruction ? ['explicit'] : []),
    ...(support.independentSessions > 0 ? [`${support.independentSessions} sessions`] : []),
    ...(support.failedSessions > 0 ? [`failed in ${support.failedSessions}, passed in ${support.passedSessions}`] : []),
    ...(support.isDeclaredCommand ? ['declared'] : []),
    ...(support.isSameAuthor ? ['same author'] : []),
  ];
  return [
    `${proposal.operation} ${proposal.path} (${facts.join(', ')})`,
    ...proposal.changes.flatMap(({ before, after }) => {
      if (after === null) return [`  - ${before?.path}`];
      if (after.validTo !== null) return [`  until ${after.validTo.slice(0, 10)}: ${after.text}`];
      return after.text.split('\n').map((line) => `  | ${line}`.trimEnd());
    }),
    ...proposal.evidence.map(({ session, quote }) => `  “${quote}” (${session})`),
  ];
}

function readScript(script: string): Scenario {
  const scenario: Scenario = {
    sessions: new Map(),
    memories: [],
    files: new Map(),
    rejected: new Set(),
    old: new Set(),
  };
  let events: SessionEvent[] = [];
  let session = '';
  let at = NOW;
  for (const line of script.split('\n')) {
    const [, word = '', rest = ''] = /^([a-z-]+):? ?(.*)$/u.exec(line.trim()) ?? [];
    const next = (): { session: string; id: string; at: string; agent: string } => {
      at = new Date(at.getTime() + 60_000);
      return { session, id: `${session}-${events.length + 1}`, at: at.toISOString(), agent: 'agent' };
    };
    switch (word) {
      case 'session': {
        const [name = '', day = '', mark] = rest.split(' ');
        session = name;
        at = new Date(`${day}T09:00:00.000Z`);
        events = [];
        scenario.sessions.set(session, events);
        if (mark === 'old') scenario.old.add(session);
        break;
      }
      case 'again':
        // A resumed session starts with the events of the one that it goes on with.
        events.push(...(scenario.sessions.get(rest) ?? []).map((event) => ({ ...event, session })));
        break;
      case 'user':
        events.push({ ...next(), type: 'user', origin: 'user', author: 'ann', text: rest });
        break;
      case 'agent':
        events.push({ ...next(), type: 'assistant', origin: 'assistant', text: rest });
        break;
      case 'edit': {
        const call = next();
        events.push({
          ...call,
          type: 'tool_call',
          origin: 'assistant',
          call: call.id,
          tool: 'Edit',
          input: { file_path: rest },
          text: rest,
        });
        events.push({ ...next(), type: 'tool_result', origin: 'tool', call: call.id, text: 'edited', isError: false });
        break;
      }
      case 'run': {
        const [command = '', result = 'ok'] = rest.split(' => ');
        const call = next();
        const isError = result.startsWith('fail: ');
        events.push({
          ...call,
          type: 'tool_call',
          origin: 'assistant',
          call: call.id,
          tool: 'Bash',
          input: { command },
          text: command,
        });
        events.push({
          ...next(),
          type: 'tool_result',
          origin: 'tool',
          call: call.id,
          text: result.replace(/^fail: /u, '').replaceAll('\\n', '\n'),
          isError,
        });
        break;
      }
      case 'memory': {
        const [, path = '', author = '', since = '', text = ''] =
          /^(\S+) by (\S+) since (\S+): (.*)$/u.exec(rest) ?? [];
        scenario.memories.push(
          memory(scenario.memories.length, { path, author, since, text: text.replaceAll('\\n', '\n') }),
        );
        break;
      }
      case 'file': {
        const [name = '', text = ''] = rest.split(' = ');
        scenario.files.set(name, text.replaceAll('\\n', '\n'));
        break;
      }
      case 'rejected':
        scenario.rejected.add(rest);
        break;
      case '':
        break;
      default:
        throw new Error(`Unknown line in the script: ${line}`);
    }
  }
  return scenario;
}

function memory(
  index: number,
  told: { readonly path: string; readonly author: string; readonly since: string; readonly text: string },
): Memory {
  const at = `${told.since}T00:00:00.000Z`;
  return {
    ...{ id: `mem_${index + 1}`, path: told.path, text: told.text, kind: 'preference', scope: 'workspace', tags: [] },
    ...{
      evidence: [],
      citations: [],
      links: [],
      origin: told.author === 'dream' ? 'assistant' : 'user',
      author: told.author,
    },
    ...{
      confidence: 0.8,
      validFrom: at,
      validTo: null,
      supersededBy: null,
      pinned: false,
      createdAt: at,
      updatedAt: at,
    },
  };
}
