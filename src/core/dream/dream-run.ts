import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { CallOptions, DreamOptions } from '../dreamwright.ts';
import { newId } from '../identifier.ts';
import type { TextMeanings } from '../search/vectors/text-meanings.ts';
import type { Store } from '../store.ts';
import { DEFAULT_SPEND_LIMITS } from './cost.ts';
import { type DayLedger, daySpending } from './day-spending.ts';
import type { DreamStart } from './dream-result.ts';
import { chooseEngine } from './engine/choose-engine.ts';
import type { DreamModel } from './engine/dream-model.ts';
import { Meter } from './engine/meter.ts';
import { notedDreamModel } from './engine/noted-dream-model.ts';
import { spentSoFar } from './engine/spent-so-far.ts';
import type { SearchEvents } from './engine/store-lookup.ts';
import type { Engine } from './engine.ts';
import type { DreamGate } from './gate-dream.ts';
import { learnFromReviews } from './learn/learn.ts';
import type { LookAtFile } from './look-at-file.ts';
import { noteCalls, withNotedModel } from './noted-calls.ts';
import type { ProbeMeanings } from './probe.ts';
import { type ModelSight, modelSight } from './scopes/model-sight.ts';
import type { WorkspaceFacts } from './workspace-facts.ts';

/** What a dream needs beside its options. */
export interface DreamPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly facts: WorkspaceFacts;
  readonly lookAtFile: LookAtFile;
  readonly gate: DreamGate;
  /** Finds events for a model that looks up what a digest leaves out. */
  readonly searchEvents: SearchEvents;
  /** What all of the person's dreams spend; null where this store alone is counted. */
  readonly ledger: DayLedger | null;
  /** What tells meanings to the probe questions; null where the words alone decide. */
  readonly probeMeanings: () => ProbeMeanings | null;
  /** What tells the analysis which errors mean the same; null where the words alone decide. */
  readonly textMeanings: TextMeanings | null;
}

const STEPS = ['Trigger', 'Analyze', 'Propose', 'Approve', 'Commit', 'Resume'] as const;

/** One dream under way. */
export interface DreamRun extends DreamPorts {
  readonly start: DreamStart;
  readonly actor: Actor;
  readonly signal: AbortSignal;
  readonly engine: Engine;
  /** The model that writes for this dream; null for the engines that have none. */
  readonly writer: DreamModel | null;
  /** Asked what goes against the constitution; null where the rules alone judge. */
  readonly judge: DreamModel | null;
  report(step: (typeof STEPS)[number], label?: string): void;
}

/** Makes ready what the steps work with; nothing is read or sent yet. */
export function beginRun(ports: DreamPorts, options: DreamOptions, call: CallOptions): DreamRun {
  const now = ports.clock();
  const spending = daySpending(ports.ledger, ports.store.view.dreams(), now);
  const meter = new Meter(options.limits ?? DEFAULT_SPEND_LIMITS, spending);
  const learned = learnFromReviews(ports.store.view, now);
  const start: DreamStart = {
    id: newId('drm', now),
    started: now.toISOString(),
    options,
    meter,
    learned,
    ...(options.engine !== 'local' && call.model !== undefined && { model: call.model.id }),
  };
  const actor: Actor = { kind: 'dream', dream: start.id };
  const note = noteCalls(ports.store, actor);
  const noted = withNotedModel(call, { note, store: ports.store, meter, options });
  return {
    ...ports,
    start,
    actor,
    signal: call.signal ?? new AbortController().signal,
    engine: chooseEngine(options, noted, note),
    writer: options.engine === 'claude' || options.engine === 'vscode' ? (noted.model ?? null) : null,
    judge:
      options.isJudged === true && options.engine !== 'local' && call.model !== undefined
        ? notedDreamModel(call.model, 'judge', note)
        : null,
    report: (step, label) =>
      call.onProgress?.({
        step: STEPS.indexOf(step) + 1,
        steps: STEPS.length,
        label: `${label === undefined ? step : `${step}: ${label}`}${spentSoFar(meter)}`,
      }),
  };
}

/** What of the store the dream's model may be shown. */
export function sightOf({ store, start }: DreamRun): ModelSight {
  return modelSight(store.view, start.options.scopes ?? [], start.options.scope);
}
