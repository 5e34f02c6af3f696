import Anthropic from '@anthropic-ai/sdk';
import type { ModelError } from '../core/agent/model.ts';
import { errorText } from '../core/error-text.ts';

export interface StreamProgress {
  /** Something of the answer had come, so that the connection had been there. */
  readonly hasBegun: boolean;
  readonly isAborted: boolean;
}

/**
 * What went wrong. Errors inside a stream carry a type and no status, and a broken socket neither, so type and
 * progress decide before the status does.
 */
export function claudeError(error: unknown, { hasBegun, isAborted }: StreamProgress): ModelError {
  if (isAborted || error instanceof Anthropic.APIUserAbortError) return { kind: 'cancelled' };
  const detail = errorText(error);
  if (error instanceof Anthropic.APIConnectionError) return { kind: hasBegun ? 'disconnected' : 'unreachable', detail };
  if (!(error instanceof Anthropic.APIError)) return { kind: hasBegun ? 'disconnected' : 'unreachable', detail };

  const said = error.apiMessage ?? detail;
  const after = retryAfter(error.headers);
  if (error.type === 'authentication_error' || error.type === 'permission_error') {
    return { kind: 'refused-key', detail: said };
  }
  if (error.type === 'rate_limit_error') return { kind: 'rate-limit', detail: said, retryAfterSeconds: after };
  if (error.type === 'overloaded_error') return { kind: 'overloaded', detail: said };
  return statusError(error.status, said, after);
}

function statusError(status: number | undefined, detail: string, retryAfterSeconds: number | null): ModelError {
  if (status === 401 || status === 403) return { kind: 'refused-key', detail };
  if (status === 429) return { kind: 'rate-limit', detail, retryAfterSeconds };
  if (status === undefined) return { kind: 'disconnected', detail };
  return status >= 500 ? { kind: 'overloaded', detail } : { kind: 'rejected', detail };
}

function retryAfter(headers: Headers | undefined): number | null {
  const value = headers?.get('retry-after');
  const seconds = value === null || value === undefined || value === '' ? Number.NaN : Number(value);
  return Number.isFinite(seconds) ? seconds : null;
}
