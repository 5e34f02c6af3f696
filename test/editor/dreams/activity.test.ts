import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Activity } from '../../../src/editor/dreams/activity.ts';
import type { PersonSigns, StartedCommand } from '../../../src/editor/dreams/person-signs.ts';
import { presenceMark } from '../../../src/store/presence-mark.ts';

const MINUTE = 60_000;
const COMMAND: StartedCommand = { terminal: 'bash', isAgents: false, tasks: [] };

let now = new Date('2026-11-20T12:00:00.000Z');
beforeEach(() => {
  now = new Date('2026-11-20T12:00:00.000Z');
});
const pass = (milliseconds: number) => {
  now = new Date(now.getTime() + milliseconds);
};

/** A window, and what can happen in it. */
function aWindow(directory = '/nowhere') {
  let isActive = false;
  const acts = new Set<() => void>();
  const commands = new Set<(command: StartedCommand) => void>();
  const listen = <T>(to: Set<T>, listener: T) => {
    to.add(listener);
    return { dispose: () => to.delete(listener) };
  };
  const signs: PersonSigns = {
    isActive: () => isActive,
    onDidAct: (listener) => listen(acts, listener),
    onDidStartCommand: (listener) => listen(commands, listener),
  };
  const activity = new Activity(() => now, signs, presenceMark(directory));
  let returns = 0;
  activity.onDidAct(() => {
    returns += 1;
  });
  return {
    activity,
    returns: () => returns,
    use: (isUsed: boolean) => {
      isActive = isUsed;
    },
    act: () => {
      for (const listener of acts) listener();
    },
    start: (command: Partial<StartedCommand>) => {
      for (const listener of commands) listener({ ...COMMAND, ...command });
    },
  };
}

describe('a person', () => {
  it('is away since the last thing they did', () => {
    const { activity, act, returns } = aWindow();
    pass(5 * MINUTE);
    expect(activity.idleMilliseconds).toBe(5 * MINUTE);
    act();
    expect(returns()).toBe(1);
    pass(MINUTE);
    expect(activity.idleMilliseconds).toBe(MINUTE);
  });

  it('is not away while the window is in use', () => {
    const { activity, use } = aWindow();
    pass(5 * MINUTE);
    use(true);
    expect(activity.idleMilliseconds).toBe(0);
  });

  it.each<[who: string, command: Partial<StartedCommand>, isPerson: boolean]>([
    ['they start it', {}, true],
    ['they start it while a task runs elsewhere', { tasks: ['watch'] }, true],
    ['the agent starts it', { terminal: 'Dreamwright', isAgents: true }, false],
    ['a task starts it', { terminal: 'build', tasks: ['build'] }, false],
  ])('is there when a command begins only where %s', (_who, command, isPerson) => {
    const { activity, start, returns } = aWindow();
    pass(5 * MINUTE);
    start(command);
    expect(activity.idleMilliseconds).toBe(isPerson ? 0 : 5 * MINUTE);
    expect(returns()).toBe(isPerson ? 1 : 0);
  });

  it('is seen in another window on the same store', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'dreamwright-'));
    onTestFinished(() => rm(directory, { recursive: true }));
    const [here, there] = [aWindow(directory), aWindow(directory)];
    pass(5 * MINUTE);
    await here.activity.lookElsewhere();
    expect(here.activity.idleMilliseconds).toBe(5 * MINUTE);
    there.act();
    await expect.poll(() => presenceMark(directory).seenAt()).toEqual(now);
    pass(2_000);
    await here.activity.lookElsewhere();
    expect(here.activity.idleMilliseconds).toBe(2_000);
    expect(here.returns()).toBe(1);
    await here.activity.lookElsewhere();
    expect(here.returns()).toBe(1);
  });

  it('who did something before this window was closed is told to nobody any more', () => {
    const { activity, act, returns } = aWindow();
    activity.dispose();
    act();
    expect(returns()).toBe(0);
  });
});
