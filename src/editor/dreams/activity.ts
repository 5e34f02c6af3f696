import type { Clock } from '../../core/clock.ts';
import type { PresenceMark } from '../../store/presence-mark.ts';
import type { PersonSigns, StartedCommand } from './person-signs.ts';

interface Disposable {
  dispose(): void;
}

/** The mark tells other windows of a person who stays here no more often than this. */
const MARK_MILLISECONDS = 10_000;

/**
 * When the person last did something, in this window or in another one on the same store. A server left running is not
 * activity, starting one is; a command that the agent or a task starts is nobody's.
 */
export class Activity implements Disposable {
  readonly #clock: Clock;
  readonly #signs: PersonSigns;
  readonly #mark: PresenceMark;
  readonly #owned: readonly Disposable[];
  readonly #listeners = new Set<() => void>();
  #lastAct: Date;
  #marked = 0;

  constructor(clock: Clock, signs: PersonSigns, mark: PresenceMark) {
    this.#clock = clock;
    this.#signs = signs;
    this.#mark = mark;
    this.#lastAct = clock();
    this.#owned = [
      signs.onDidAct(() => this.#act()),
      signs.onDidStartCommand((command) => {
        if (isPersons(command)) this.#act();
      }),
    ];
  }

  /** At each sign of the person. */
  onDidAct(listener: () => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** How long nobody has done anything; 0 while the window is in use. */
  get idleMilliseconds(): number {
    if (this.#signs.isActive()) return 0;
    return this.#clock().getTime() - this.#lastAct.getTime();
  }

  /** Looks whether the person has been seen in another window since, and tells others of one who is here. */
  async lookElsewhere(): Promise<void> {
    if (this.#signs.isActive()) this.#tellOthers();
    const seen = await this.#mark.seenAt();
    if (seen === null || seen <= this.#lastAct || seen > this.#clock()) return;
    this.#lastAct = seen;
    this.#tell();
  }

  dispose(): void {
    for (const one of this.#owned) one.dispose();
    this.#listeners.clear();
  }

  #act(): void {
    this.#lastAct = this.#clock();
    this.#tellOthers();
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #tellOthers(): void {
    const now = this.#clock();
    if (now.getTime() - this.#marked < MARK_MILLISECONDS) return;
    this.#marked = now.getTime();
    void this.#mark.touch(now);
  }
}

function isPersons({ terminal, isAgents, tasks }: StartedCommand): boolean {
  return !isAgents && !tasks.some((task) => task === terminal);
}
