import type { TurnEvent } from '../../core/agent/turn-event.ts';

/** What the reader is told of something beside the answer that failed. */
export function troubleLine({ with: what, detail }: Extract<TurnEvent, { kind: 'trouble' }>): string {
  return what === 'store'
    ? `This could not be stored and will be gone with the window: ${detail}`
    : `Memory could not be read, so nothing was recalled: ${detail}`;
}

/** What the reader sees while the provider is busy. */
export function waitingLine({ seconds, error }: Extract<TurnEvent, { kind: 'waiting' }>): string {
  const why =
    error.kind === 'rate-limit'
      ? 'Too many requests'
      : error.kind === 'overloaded'
        ? 'The model is overloaded'
        : 'No connection';
  return `${why}; asking again in ${Math.ceil(seconds)} s`;
}
