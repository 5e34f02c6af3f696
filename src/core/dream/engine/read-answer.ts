import * as z from 'zod/mini';
import type { ModelError } from '../../agent/model.ts';
import { assertNever } from '../../assert-never.ts';
import { jsonIn } from '../../json-in.ts';
import type { ModelAnswer } from './dream-model.ts';
import { LOOSE_ANSWER, MODEL_EDIT, type ModelEdit, type ModelLookup } from './prompts/propose-edits.ts';

export type ReadAnswer =
  | {
      readonly kind: 'read';
      readonly text: string;
      readonly lookups: readonly ModelLookup[];
      readonly edits: readonly ModelEdit[];
      /** Edits that do not have the asked shape. */
      readonly malformed: number;
      /** Findings, by name, that the model finds not worth an edit. */
      readonly dismissed: readonly string[];
    }
  | {
      readonly kind: 'unusable';
      /** Reads on after the model's name: "was overloaded". */
      readonly why: string;
      /** What to tell the model before it tries again; null to ask the same, undefined when asking again is no use. */
      readonly again: string | null | undefined;
    };

const SHORTER = 'Your answer was cut off. Answer again, with at most ten edits, as one JSON object.';
const NO_JSON = 'That was not the JSON object that was asked for. Answer again with that object alone.';

/** What a model answered, as far as it can be used. */
export function readAnswer(answer: ModelAnswer): ReadAnswer {
  if (answer.kind === 'error') return unusable(answer.error);
  switch (answer.end) {
    case 'refused':
      return { kind: 'unusable', why: 'refused to answer', again: null };
    case 'length':
      return { kind: 'unusable', why: 'did not come to an end', again: SHORTER };
    case 'complete':
      return parse(answer.text);
    default:
      return assertNever(answer.end);
  }
}

function parse(text: string): ReadAnswer {
  const parsed = LOOSE_ANSWER.safeParse(jsonIn(text));
  if (!parsed.success) return { kind: 'unusable', why: 'did not answer in the asked form', again: NO_JSON };
  const { lookups = [], edits, dismissed = [] } = parsed.data;
  const read = edits.map((edit) => z.safeParse(MODEL_EDIT, edit));
  const good = read.flatMap((edit) => (edit.success ? [edit.data] : []));
  return {
    kind: 'read',
    text,
    lookups,
    edits: good,
    malformed: edits.length - good.length,
    dismissed: dismissed.map(({ finding }) => finding),
  };
}

function unusable(error: ModelError): ReadAnswer {
  switch (error.kind) {
    case 'overloaded':
      return { kind: 'unusable', why: 'was overloaded', again: null };
    case 'rate-limit':
      return { kind: 'unusable', why: 'reached its rate limit', again: null };
    case 'disconnected':
      return { kind: 'unusable', why: 'broke off its answer', again: null };
    case 'unreachable':
      return { kind: 'unusable', why: 'could not be reached', again: null };
    case 'refused-key':
      return { kind: 'unusable', why: 'refused the key', again: undefined };
    case 'rejected':
      return { kind: 'unusable', why: `did not take the request (${error.detail})`, again: undefined };
    case 'cancelled':
      return { kind: 'unusable', why: 'was stopped', again: undefined };
    default:
      return assertNever(error);
  }
}
