import * as vscode from 'vscode';
import type { Clock } from '../../core/clock.ts';
import { decideScopes, type ScopedDecision } from '../../core/dream/scopes/decide-scopes.ts';
import type { TriggerState } from '../../core/dream/trigger.ts';
import type { ErrorBoundary } from '../commands/error-boundary.ts';
import { Disposables } from '../disposables.ts';
import type { ReadSetting } from '../read-setting.ts';
import type { StatusBar } from '../status/status-bar.ts';
import type { StoreConnection } from '../store/store-connection.ts';
import type { StoreMirror } from '../store-mirror.ts';
import type { Activity } from './activity.ts';
import { reportDream } from './dream-commands.ts';
import type { DreamRunner } from './dream-runner.ts';
import { type MachineState, NOTHING_KNOWN, readMachineState } from './machine-state.ts';
import type { Pause } from './pause.ts';

const LOOK_MILLISECONDS = 30_000;
/** While a dream runs that has to make way for a person, in whatever window they are. */
const LOOK_ELSEWHERE_MILLISECONDS = 1_000;

interface AutomaticParts {
  readonly connection: StoreConnection;
  readonly mirror: StoreMirror;
  readonly runner: DreamRunner;
  readonly pause: Pause;
  readonly activity: Activity;
  readonly status: StatusBar;
  readonly readSetting: ReadSetting;
  readonly boundary: ErrorBoundary;
  readonly clock: Clock;
}

/** Step 1 of a dream: looks now and then whether one is due, and lets it make way when the person is back. */
export class AutomaticDreams implements vscode.Disposable {
  readonly #parts: AutomaticParts;
  readonly #owned = new Disposables();
  #machine = NOTHING_KNOWN;
  /** Sessions whose outcome was graded since the last dream. */
  readonly #graded = new Set<string>();

  constructor(parts: AutomaticParts) {
    this.#parts = parts;
    this.#owned.push(parts.activity.onDidAct(() => parts.runner.yieldToPerson()));
    this.#owned.push(parts.mirror.onDidChange(() => void this.#decide(this.#machine)));
  }

  async start(): Promise<void> {
    const { connection, mirror, boundary } = this.#parts;
    if (!vscode.workspace.isTrusted) return;
    const timer = setInterval(() => void boundary.runQuietly(() => this.#look()), LOOK_MILLISECONDS);
    this.#owned.push(new vscode.Disposable(() => clearInterval(timer)));
    // A new user's window makes no store and starts no worker before they do something.
    if (await connection.exists()) await mirror.load();
    await this.#look();
  }

  /** What a session came to was graded: it counts as ended, and does not wait for a threshold. */
  outcomeGraded(session: string): void {
    if (this.#parts.readSetting('trigger.afterOutcome') === 'off') return;
    this.#graded.add(session);
    void this.#parts.boundary.runQuietly(async () => {
      await this.#parts.mirror.refresh();
      await this.#look();
    });
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #look(): Promise<void> {
    const { connection, mirror, runner, activity, boundary } = this.#parts;
    await activity.lookElsewhere();
    if (runner.running !== null || !(await connection.exists())) return;
    await mirror.load();
    // The machine is asked only when a dream would start.
    if (!this.#decide(NOTHING_KNOWN).decision.isDue) return;
    this.#machine = await readMachineState();
    const { decision, scope } = this.#decide(this.#machine);
    if (!decision.isDue) return;
    const ended = [...this.#graded];
    this.#graded.clear();
    const watch = setInterval(() => void activity.lookElsewhere(), LOOK_ELSEWHERE_MILLISECONDS);
    const dreaming = runner.run({
      trigger: decision.because,
      isAsked: false,
      ended,
      isMetered: this.#machine.network === 'metered',
      ...(scope !== undefined && { scope }),
    });
    const outcome = await dreaming.finally(() => clearInterval(watch));
    await mirror.refresh();
    if (outcome?.kind === 'ended') reportDream(boundary, outcome);
  }

  /** Asks the trigger, and lets the status bar say why not. */
  #decide({ power }: MachineState): ScopedDecision {
    const { mirror, runner, pause, activity, status, readSetting, clock } = this.#parts;
    const { sessions, dreams } = mirror.state;
    const state: TriggerState = {
      now: clock(),
      isPaused: pause.state !== 'no',
      isPausedEverywhere: pause.state === 'everywhere',
      isTrusted: vscode.workspace.isTrusted,
      isRunning: runner.running !== null,
      ...(this.#graded.size > 0 && { asked: 'outcome' as const }),
      isSparing: power === 'battery' && readSetting('trigger.onBattery') === 'wait',
      idleMilliseconds: activity.idleMilliseconds,
      sessions: [...sessions.values()],
      dreams,
      settings: {
        idleMinutes: readSetting('trigger.idleMinutes'),
        intervalHours: readSetting('trigger.intervalHours'),
        sessions: readSetting('trigger.sessions'),
        events: readSetting('trigger.events'),
      },
    };
    const decided = decideScopes(state, readSetting('dream.scopes'));
    status.setNotDueBecause(decided.decision.isDue ? null : decided.decision.because);
    return decided;
  }
}
