import type { EventReference } from './episode-lookup.ts';

/** Short names such as `e12` for what a prompt shows: a model copies them without mistakes, and they cost little. */
export class ShortNames {
  readonly #events = new Map<string, string>();
  readonly #references = new Map<string, EventReference>();
  readonly #findings = new Map<string, string>();

  event(reference: EventReference): string {
    const key = `${reference.session}\u0000${reference.event}`;
    const known = this.#events.get(key);
    if (known !== undefined) return known;
    const name = `e${this.#events.size + 1}`;
    this.#events.set(key, name);
    this.#references.set(name, { session: reference.session, event: reference.event });
    return name;
  }

  finding(id: string): string {
    const name = `f${this.#findings.size + 1}`;
    this.#findings.set(name, id);
    return name;
  }

  /** Undefined for a name that no prompt showed. */
  referenceOf(name: string): EventReference | undefined {
    return this.#references.get(name);
  }

  findingOf(name: string): string | undefined {
    return this.#findings.get(name);
  }
}
