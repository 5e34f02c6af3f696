import { collapseWhiteSpace, quoteEvent } from '../../evidence.ts';
import type { Memory } from '../../memory/memory.ts';
import { collidingPath, parseMemoryPath } from '../../memory/path.ts';
import { redact } from '../../secrets/redact.ts';
import type { SessionEvent } from '../../sessions/event.ts';
import { splitSentences } from '../analyze/statements/split-sentences.ts';
import { contentTerms } from '../analyze/terms/terms.ts';
import type { EngineInput } from '../engine.ts';
import type { Proposal } from '../proposal.ts';
import { withRules } from '../propose/against-rules.ts';
import { NO_SUPPORT } from '../propose/draft.ts';
import { isSettled } from '../propose/is-settled.ts';
import { type WorkspaceWords, workspaceWords } from '../propose/workspace-words.ts';
import type { CheckedEdits } from './check-model-proposals.ts';
import { checkWords, rewritesAll } from './check-words.ts';
import { type DroppedEdit, drop } from './dropped-edit.ts';
import { proposalOf } from './edit-proposal.ts';
import type { EpisodeLookup } from './episode-lookup.ts';
import type { ModelEdit } from './prompts/propose-edits.ts';

const EVIDENCE = 3;
/** An event that holds this share of a memory's words speaks of it. */
const SPEAKS_OF_IT = 0.5;

/**
 * What of a hosted dream's edits holds. It names no events, so that those of our own sessions are looked up that speak of
 * the same: numbers and names must stand there or in the memory that is edited, hedges stay. Its words come from outside.
 */
export async function checkHostedEdits(
  edits: readonly ModelEdit[],
  ours: readonly Memory[],
  input: EngineInput,
  lookup: EpisodeLookup,
): Promise<Pick<CheckedEdits, 'proposals' | 'dropped'>> {
  const byPath = new Map(ours.map((memory) => [memory.path, memory]));
  const taken = new Set(input.memories.map(({ path }) => path));
  const words = workspaceWords(input.workspace);
  const proposals: Proposal[] = [];
  const dropped: DroppedEdit[] = [];
  for (const edit of edits) {
    const text = 'text' in edit ? edit.text : '';
    const checked = checkEdit(edit, {
      memory: 'memory' in edit ? byPath.get(edit.memory) : undefined,
      events: text === '' ? [] : await eventsAbout(text, lookup),
      taken,
      words,
      input,
    });
    if ('reason' in checked) {
      dropped.push(checked);
      continue;
    }
    proposals.push(checked.proposal);
    if ('path' in edit) taken.add(edit.path);
  }
  return { proposals, dropped };
}

interface HostedGround {
  readonly memory: Memory | undefined;
  readonly events: readonly SessionEvent[];
  readonly taken: ReadonlySet<string>;
  readonly words: WorkspaceWords;
  readonly input: EngineInput;
}

function checkEdit(
  edit: ModelEdit,
  { memory, events, taken, words, input }: HostedGround,
): { readonly proposal: Proposal } | DroppedEdit {
  if ('path' in edit) {
    if (parseMemoryPath(edit.path).kind === 'invalid') return drop('path not legal', edit.path);
    if (redact(edit.path).found.length > 0) return drop('path not legal', 'the path holds a secret');
    if (collidingPath(edit.path, taken) !== null) return drop('path taken', edit.path);
  }
  const memories = memory === undefined ? [] : [memory];
  const ground = {
    memories,
    evidence: events.map((event) => quoteEvent(event)),
    findings: [],
    origin: 'external',
    author: 'dreamwright',
    since: input.now.toISOString(),
    source: [
      ...events.flatMap(({ text, at, author }) => [text, at.slice(0, 10), author ?? '']),
      ...memories.flatMap(({ text, path }) => [text, path]),
      input.now.toISOString().slice(0, 10),
    ].join('\n'),
    support: NO_SUPPORT,
    replaces: false,
  } as const;
  if ('text' in edit) {
    const sentences = events.flatMap((event) => splitSentences(collapseWhiteSpace(event.text)));
    const wrong = checkWords(edit.text, { ...ground, sentences });
    if (wrong !== null) return wrong;
    if (memory !== undefined && rewritesAll(memory.text, edit.text)) {
      return drop('rewrites nearly everything', memory.path);
    }
  }
  const written = proposalOf(edit, ground, input);
  if (written === null) return drop('changes nothing', edit.operation);
  const ruled = withRules(written, words, []);
  if (ruled.kind === 'left-out') {
    return drop(ruled.said.by === 'rules' ? 'said by a rule file' : 'said by the code', ruled.said.file);
  }
  const { proposal } = ruled;
  return isSettled(proposal, input.rejected, input.waiting) ? drop('decided already', proposal.path) : { proposal };
}

/** Events of our own sessions that speak of the same. */
async function eventsAbout(text: string, lookup: EpisodeLookup): Promise<readonly SessionEvent[]> {
  const terms = [...new Set(contentTerms(text))];
  const events = await lookup.search(collapseWhiteSpace(text).slice(0, 300), EVIDENCE * 2);
  return events
    .filter((event) => {
      const said = new Set(contentTerms(event.text));
      return terms.filter((term) => said.has(term)).length >= terms.length * SPEAKS_OF_IT;
    })
    .slice(0, EVIDENCE);
}
