import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Model } from '../../src/core/agent/model.ts';
import { createKeptOutputs } from '../../src/core/agent/tools/kept-outputs.ts';
import { createReadMarks } from '../../src/core/agent/tools/read-marks.ts';
import { TOOLS } from '../../src/core/agent/tools/tools.ts';
import type { TurnEvent } from '../../src/core/agent/turn-event.ts';
import type { AgentTools } from '../../src/core/agent/turn-state.ts';
import type { Dreamwright } from '../../src/core/dreamwright.ts';
import { newId } from '../../src/core/identifier.ts';
import { runGoalTurn } from '../../src/core/outcomes/goal-turn.ts';
import { parseGoal } from '../../src/core/outcomes/parse-goal.ts';
import type { PastOutcome } from '../../src/core/outcomes/past-outcome.ts';
import { openDreamwright } from '../../src/open-dreamwright.ts';
import { type TemporaryWorkspace, temporaryWorkspace } from '../agent/temporary-workspace.ts';
import { brokenSource, repositoryFiles } from './repository.ts';
import type { Task } from './tasks.ts';

export interface TaskRun {
  readonly session: string;
  readonly outcome: PastOutcome;
  /** Lines of the commands that the agent itself ran, in order; what the checks ran comes after its last words. */
  readonly commands: readonly string[];
}

export interface Shop {
  readonly dreamwright: Dreamwright;
  readonly workspace: TemporaryWorkspace;
  /** Breaks the task's rule, states the goal in a session of its own, and lets the agent work. An hour goes by. */
  work(task: Task, options?: { readonly isMemoryOn?: boolean }): Promise<TaskRun>;
  close(): Promise<void>;
}

/** The little shop in a folder of its own with a real store; the agent may edit and run what it likes. */
export async function openShop(model: Model): Promise<Shop> {
  const workspace = temporaryWorkspace(repositoryFiles());
  const directory = mkdtempSync(join(tmpdir(), 'dreamwright-shop-'));
  const time = { now: Date.parse('2026-03-02T09:00:00.000Z') };
  const clock = (): Date => {
    time.now += 1_000;
    return new Date(time.now);
  };
  const dreamwright = await openDreamwright({ directory, root: workspace.root }, { clock, person: 'ada' });
  return {
    dreamwright,
    workspace,
    work: async (task, { isMemoryOn = true } = {}) => {
      workspace.write(task.file, brokenSource(task));
      workspace.write(task.file.replace('src/', 'dist/'), brokenSource(task));
      const parsed = parseGoal(task.goal);
      if (parsed.kind === 'invalid') throw new Error(parsed.message);
      const session = newId('ses', clock());
      const header = { session, agent: 'dreamwright', format: 'dreamwright', trust: 'user', author: 'ada' } as const;
      const input = {
        ...{ header, isPrivate: false, isMemoryOn, history: [], limits: { recallTokens: 4_000, answerTokens: 4_000 } },
        surroundings: { workspace: 'shop', folder: workspace.root },
      };
      const ports = {
        memory: dreamwright,
        model,
        searchFiles: async () => [],
        agent: agentTools(workspace, dreamwright),
        clock,
      };
      const goal = { ...parsed.goal, id: newId('ses', clock()) };
      const run = runGoalTurn(
        { goal, message: { kind: 'new', text: task.goal }, input, ports, grader: model },
        new AbortController().signal,
      );
      const events: TurnEvent[] = [];
      for await (const event of run) events.push(event);
      const outcome = (await dreamwright.outcomes()).find((one) => one.session === session);
      if (outcome === undefined) throw new Error(`${task.name} came to no outcome`);
      time.now += 3_600_000;
      return { session, outcome, commands: commandsBeforeChecks(events) };
    },
    close: async () => {
      await dreamwright.close();
      workspace.remove();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function agentTools(workspace: TemporaryWorkspace, memory: Dreamwright): AgentTools {
  return {
    tools: TOOLS,
    workspace,
    memory,
    gate: { sensitivity: 'balanced' },
    askPerson: async () => null,
    permit: async () => ({ kind: 'allowed' }),
    permissions: () => ({ rules: [], mode: 'normal' }),
    reads: createReadMarks(),
    outputs: createKeptOutputs(),
  };
}

function commandsBeforeChecks(events: readonly TurnEvent[]): readonly string[] {
  const own = events.slice(
    0,
    events.findIndex(({ kind }) => kind === 'ended'),
  );
  return own.flatMap((event) =>
    event.kind === 'recorded' && event.event.type === 'tool_call' && event.event.tool === 'run_command'
      ? [String(event.event.input['command'])]
      : [],
  );
}
