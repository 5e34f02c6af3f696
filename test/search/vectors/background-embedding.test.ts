import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BackgroundEmbedding } from '../../../src/core/search/vectors/background-embedding.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('embedding in the background', () => {
  it('waits until nothing more comes in, then runs once', async () => {
    const work = vi.fn(async () => undefined);
    const background = new BackgroundEmbedding(work);
    for (let change = 0; change < 5; change++) {
      background.look();
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(work).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(work).toHaveBeenCalledOnce();
  });

  it('rests for as long as it was told to', async () => {
    const work = vi.fn(async () => undefined);
    const background = new BackgroundEmbedding(work);
    background.look(60_000);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(work).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(work).toHaveBeenCalledOnce();
  });

  it('never runs twice at once, and goes on after a failure', async () => {
    const endings: (() => void)[] = [];
    const work = vi.fn(
      () => new Promise<void>((_, reject) => endings.push(() => reject(new Error('the disk is full')))),
    );
    const background = new BackgroundEmbedding(work);
    background.look();
    await vi.advanceTimersByTimeAsync(10_000);
    background.look();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(work).toHaveBeenCalledTimes(1);
    endings[0]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('tells the work to stop when it closes, waits for it, and begins no more', async () => {
    const work = vi.fn(
      (signal: AbortSignal) => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve())),
    );
    const background = new BackgroundEmbedding(work);
    background.look();
    await vi.advanceTimersByTimeAsync(10_000);
    await background.close();
    background.look();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(work).toHaveBeenCalledOnce();
  });
});
