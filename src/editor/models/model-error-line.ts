import type { ModelError } from '../../core/agent/model.ts';
import { assertNever } from '../../core/assert-never.ts';

/** One line on why a server could not be connected, with the mend. */
export function modelErrorLine(error: ModelError, baseUrl: string): string {
  switch (error.kind) {
    case 'refused-key':
      return `${baseUrl} refused the key (${error.detail}). Check that it was copied whole and is still valid.`;
    case 'rate-limit':
    case 'overloaded':
      return `${baseUrl} is busy (${error.detail}). Try again in a while.`;
    case 'unreachable':
    case 'disconnected':
      return `Couldn't reach ${baseUrl} (${error.detail}). Check the address and that the server runs.`;
    case 'rejected':
      return `${baseUrl} does not speak the Messages API as expected (${error.detail}). Check the address.`;
    case 'cancelled':
      return 'Connecting was cancelled.';
    default:
      return assertNever(error);
  }
}
