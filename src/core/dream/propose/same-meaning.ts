import { TermIndex } from '../analyze/terms/term-index.ts';
import { contentTerms, overlap } from '../analyze/terms/terms.ts';

const SAME = 0.7;

/** Whether two texts give the same instruction, in much the same words. */
export function isSameInstruction(left: string, right: string): boolean {
  return overlap(termsOf(left), termsOf(right)) >= SAME;
}

/** The instruction of a memory: its first paragraph without what follows on when and why. */
export function instruction(text: string): string {
  return text.split(/\n\s*\n/u, 1)[0] ?? text;
}

/** Texts to be asked which of them says the same as another. */
export class SaidAlready<Value> {
  private readonly index = new TermIndex<Value>();

  add(text: string, value: Value): void {
    this.index.add(value, termsOf(text));
  }

  find(text: string): Value | undefined {
    const terms = termsOf(text);
    return this.index
      .near(terms, terms.size * SAME)
      .find(({ shared, size }) => shared / (size + terms.size - shared) >= SAME)?.value;
  }
}

function termsOf(text: string): ReadonlySet<string> {
  return new Set(contentTerms(instruction(text)));
}
