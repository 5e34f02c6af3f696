import { isValidElement, type VNode } from 'preact';
import { expect, test } from 'vitest';
import { PatternField, type PatternFieldProps } from '../../src/webview/chat/pattern-field.tsx';

interface Drawn {
  readonly tag: unknown;
  readonly props: Readonly<Record<string, unknown>>;
}

function draw(change: Partial<PatternFieldProps>): readonly Drawn[] {
  const drawn: Drawn[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    else if (isValidElement(node)) {
      const { type, props }: VNode<Record<string, unknown>> = node;
      drawn.push({ tag: type, props });
      visit(props['children']);
    }
  };
  const choices = [
    { label: 'This folder', pattern: 'src/*' },
    { label: 'Every file', pattern: '*' },
  ];
  const cover = { kind: 'pattern', pattern: 'src/*' } as const;
  visit(PatternField({ ...{ cover, pattern: 'src/*', choices, problem: null, onPattern: () => {} }, ...change }));
  return drawn;
}

test('the pattern of lasting answers is chosen from those that suit, the one that stands being pressed', () => {
  const chosen: string[] = [];
  const buttons = draw({ onPattern: (pattern) => void chosen.push(pattern) }).filter(({ tag }) => tag === 'button');
  expect(buttons.map(({ props }) => [props['children'], props['aria-pressed']])).toEqual([
    ['This folder', true],
    ['Every file', false],
  ]);
  const [, everyFile] = buttons;
  const press = everyFile?.props['onClick'];
  if (typeof press === 'function') press();
  expect(chosen).toEqual(['*']);
});

test('a pattern that can not be kept is marked, and why is announced', () => {
  const drawn = draw({ problem: '"src/*" does not cover "a.ts".' });
  expect(drawn.find(({ tag }) => tag === 'input')?.props).toMatchObject({ value: 'src/*', 'aria-invalid': true });
  const alert = drawn.find(({ props }) => props['role'] === 'alert');
  expect(alert?.props['children']).toBe('"src/*" does not cover "a.ts".');
});

test('what can be allowed as it stands alone has nothing to choose', () => {
  expect(draw({ choices: [] }).map(({ tag }) => tag)).toEqual(['div', 'span', 'code']);
});
