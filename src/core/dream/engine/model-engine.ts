import type { Engine, EngineOutcome } from '../engine.ts';
import type { Proposal } from '../proposal.ts';
import { datedProposal } from '../propose/dated-proposal.ts';
import { leftOutNotes } from '../propose/left-out.ts';
import { workspaceWords } from '../propose/workspace-words.ts';
import { propose } from '../propose.ts';
import { inSight } from '../scopes/model-sight.ts';
import { type Asked, type Asking, askModel } from './ask-model.ts';
import { checkModelProposals } from './check-model-proposals.ts';
import { type DreamModel, type ModelAnswer, NO_USAGE } from './dream-model.ts';
import { type DroppedEdit, droppedNotes } from './dropped-edit.ts';
import { unreadInstructions } from './local-engine.ts';
import { estimateOf, type PlannedRequest, planRequests } from './plan.ts';
import { type ModelEdit, PROPOSE_EDITS_VERSION } from './prompts/propose-edits.ts';
import { readAnswer } from './read-answer.ts';
import { remainingProposals } from './remaining-proposals.ts';
import { ShortNames } from './short-names.ts';
import { tellEstimate } from './tell-estimate.ts';

/**
 * Proposals by a language model. What it answers is checked edit by edit; findings that it neither carried out nor
 * put aside, and those it could not be asked about, are left to the rules of the local engine.
 */
export function modelEngine(name: string, model: DreamModel): Engine {
  return {
    name,
    estimate: async (input, signal) => {
      input.meter.usePrice(model.price);
      return estimateOf(await planRequests(inSight(input), model, new ShortNames(), signal), input, model);
    },
    propose: (input, lookup, signal) => proposeWith(name, { model, input, lookup, names: new ShortNames(), signal }),
  };
}

async function proposeWith(name: string, asking: Asking): Promise<EngineOutcome> {
  const { input, model, signal } = asking;
  const { proposals: local, leftOut } = propose(input);
  input.meter.usePrice(model.price);
  const planned = await planRequests(inSight(input), model, asking.names, signal);
  if (planned.length === 0) return { proposals: local, engine: name, notes: leftOutNotes(leftOut), estimate: null };
  const estimate = estimateOf(planned, input, model);
  input.report(tellEstimate(model.name, estimate));
  const said = await askAll(planned, asking);
  const checked = await check(said.edits, local, asking);
  const dropped: readonly DroppedEdit[] = [
    ...checked.dropped,
    ...Array.from({ length: said.malformed }, () => ({ reason: 'malformed', detail: '' }) as const),
  ];
  return {
    proposals: [...checked.proposals, ...remainingProposals(local, checked.proposals, said.dismissed)],
    engine: said.answered === 0 ? 'local' : name,
    estimate,
    notes: [
      ...(said.answered === 0 ? [] : [`${model.name} wrote the proposals (prompt version ${PROPOSE_EDITS_VERSION}).`]),
      ...(said.stopped === null ? [] : [stopNote(model.name, said.stopped, said.answered, planned.length)]),
      ...(said.answered === 0 ? unreadInstructions(input) : []),
      ...leftOutNotes(leftOut),
      ...droppedNotes(model.name, dropped),
      ...(checked.otherReasons === 0
        ? []
        : [
            `${checked.otherReasons} ${checked.otherReasons === 1 ? 'reason' : 'reasons'} of ${model.name} replaced, having named what the evidence does not.`,
          ]),
      ...(said.dismissed.size === 0 ? [] : [`${said.dismissed.size} findings were put aside as not worth a memory.`]),
    ],
  };
}

interface Said {
  readonly edits: readonly ModelEdit[];
  readonly malformed: number;
  /** Ids of findings. */
  readonly dismissed: ReadonlySet<string>;
  /** Requests that were answered. */
  readonly answered: number;
  readonly stopped: Exclude<Asked, { kind: 'read' }> | null;
}

async function askAll(planned: readonly PlannedRequest[], asking: Asking): Promise<Said> {
  const edits: ModelEdit[] = [];
  const dismissed = new Set<string>();
  let malformed = 0;
  let answered = 0;
  const early = await askInBatch(planned, asking);
  for (const [index, one] of planned.entries()) {
    const asked = early.get(index) ?? (await askModel(one, asking));
    if (asked.kind !== 'read') return { edits, malformed, dismissed, answered, stopped: asked };
    answered += 1;
    asking.input.report(`part ${answered} of ${planned.length} answered`);
    edits.push(...asked.answer.edits);
    malformed += asked.answer.malformed;
    for (const name of asked.answer.dismissed) {
      const finding = asking.names.findingOf(name);
      if (finding !== undefined) dismissed.add(finding);
    }
  }
  return { edits, malformed, dismissed, answered, stopped: null };
}

/** The usable answers of a batch, by place; what is missing is asked for by itself. Empty where no batch may run. */
async function askInBatch(
  planned: readonly PlannedRequest[],
  { model, input, signal }: Asking,
): Promise<ReadonlyMap<number, Extract<Asked, { kind: 'read' }>>> {
  const early = new Map<number, Extract<Asked, { kind: 'read' }>>();
  if (model.answerAll === null) return early;
  let fitting = planned.length;
  while (fitting > 0 && input.meter.capMetBy(planned.slice(0, fitting).map(({ estimate }) => estimate)) !== null)
    fitting -= 1;
  if (fitting === 0) return early;
  input.report(`waiting for a batch of ${fitting}`);
  const asked = planned.slice(0, fitting);
  const settle = asked.map(({ estimate }) => input.meter.reserve(estimate));
  let answers: readonly ModelAnswer[] = [];
  try {
    answers = await model.answerAll(
      asked.map(({ request }) => request),
      signal,
    );
  } finally {
    // A batch that is left counts for the dream that fetches its answers.
    for (const [index, end] of settle.entries()) end(answers[index]?.usage ?? NO_USAGE);
  }
  signal.throwIfAborted();
  for (const [index, answer] of answers.entries()) {
    const reading = readAnswer(answer);
    if (reading.kind === 'read') early.set(index, { kind: 'read', answer: reading });
  }
  return early;
}

async function check(edits: readonly ModelEdit[], local: readonly Proposal[], { input, lookup, names }: Asking) {
  const cited = [...new Set(edits.flatMap(({ evidence }) => evidence.map(({ event }) => event)))].flatMap((name) => {
    const reference = names.referenceOf(name);
    return reference === undefined ? [] : [{ name, reference }];
  });
  const events = await lookup.read(cited.map(({ reference }) => reference));
  const byPlace = new Map(events.map((event) => [placeOf(event.session, event.id), event]));
  const found = cited.flatMap(({ name, reference: { session, event } }) => {
    const one = byPlace.get(placeOf(session, event));
    return one === undefined ? [] : [[name, one] as const];
  });
  const findings = new Map(input.findings.map((finding) => [finding.id, finding]));
  const named = [...new Set(edits.flatMap((edit) => edit.findings))].flatMap((name) => {
    const finding = findings.get(names.findingOf(name) ?? '');
    return finding === undefined ? [] : [[name, finding] as const];
  });
  const checked = checkModelProposals({
    ...input,
    words: workspaceWords(input.workspace),
    edits,
    local,
    events: new Map(found),
    findings: new Map(named),
  });
  const proposals: Proposal[] = [];
  const dropped: DroppedEdit[] = [...checked.dropped];
  for (const proposal of checked.proposals) {
    const said = proposal.evidence.flatMap(({ session, event }) => byPlace.get(placeOf(session, event))?.at ?? []);
    const dated = datedProposal(proposal, said.toSorted().at(-1) ?? '', input.now);
    if (dated === null) dropped.push({ reason: 'over already', detail: proposal.path });
    else proposals.push(dated);
  }
  return { ...checked, proposals, dropped };
}

function placeOf(session: string, event: string): string {
  return `${session}\u0000${event}`;
}

function stopNote(model: string, stopped: NonNullable<Said['stopped']>, answered: number, all: number): string {
  const rest = answered === 0 ? 'the local engine wrote the proposals' : 'the local engine did the rest';
  const part = all === 1 ? '' : ` after ${answered} of ${all} parts`;
  return stopped.kind === 'cap'
    ? `The cap of ${stopped.cap} was met${part}; ${rest}.`
    : `${model} ${stopped.why}${part}; ${rest}.`;
}
