import fc from 'fast-check';
import { isValidElement, type VNode } from 'preact';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { isSafeLink, parseMarkdown } from '../../src/webview/chat/markdown-parser.ts';

let elements: typeof import('../../src/webview/chat/markdown.tsx').elements;
beforeAll(async () => {
  vi.stubGlobal('acquireVsCodeApi', () => ({ postMessage() {}, getState() {}, setState() {} }));
  ({ elements } = await import('../../src/webview/chat/markdown.tsx'));
});

interface Drawn {
  readonly tag: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** Every element that a message is drawn as; a component counts under its name. */
function draw(source: string): readonly Drawn[] {
  const drawn: Drawn[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    else if (isValidElement(node)) {
      const { type, props }: VNode<Record<string, unknown>> = node;
      drawn.push({ tag: typeof type === 'string' ? type : type.name, props });
      visit(props['children']);
    }
  };
  visit(elements(parseMarkdown(source)));
  return drawn;
}

function tags(source: string): readonly string[] {
  return draw(source).map(({ tag }) => tag);
}

const KNOWN = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li blockquote hr br em strong s code table thead tbody tr th td div Link CodeBlock'.split(
    ' ',
  ),
);

describe('Markdown in the chat', () => {
  test('is drawn as the elements it names', () => {
    expect(tags('# A\n\n- **b**\n- `c`\n\n> d')).toEqual(['h1', 'ul', 'li', 'strong', 'li', 'code', 'blockquote', 'p']);
  });

  test('shows raw HTML as text', () => {
    expect(tags('<img src=x onerror=alert(1)> <script>alert(1)</script>\n\n<iframe src="x"></iframe>')).toEqual([
      'p',
      'p',
    ]);
  });

  test('never becomes an element or attribute that is not known, whatever is written', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '<script>',
        '<a href="javascript:x" onclick=y>',
        '[a](javascript:x)',
        '![i](http://x)',
        '```\n',
        '|a|\n|-|\n',
        '# ',
        '- ',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        for (const { tag, props } of draw(pieces.join(''))) {
          expect(KNOWN).toContain(tag);
          expect(Object.keys(props)).not.toContain('dangerouslySetInnerHTML');
          expect(Object.keys(props).filter((name) => name.startsWith('on'))).toEqual([]);
          if (tag === 'Link') expect(isSafeLink(String(props['target']))).toBe(true);
        }
      }),
    );
  });

  test('loads no picture but links to it', () => {
    expect(draw('![plan](https://example.org/p.png)').at(-1)).toMatchObject({
      tag: 'Link',
      props: { target: 'https://example.org/p.png', children: 'plan' },
    });
  });

  test('gives a code block its text and language', () => {
    expect(draw('```ts\nconst a = "<b>";\n```').at(-1)).toMatchObject({
      tag: 'CodeBlock',
      props: { code: 'const a = "<b>";', language: 'ts' },
    });
  });

  test.each([
    ['javascript:alert(1)', false],
    ['JaVa\tScript:alert(1)', false],
    ['command:workbench.action.quit', false],
    ['vscode://x', false],
    ['data:text/html,x', false],
    ['//example.org', false],
    ['https://example.org', true],
    ['memory:mem_1', true],
    ['folder:%2Flint', true],
    ['src/main.ts#L3', true],
  ])('follows %s: %s', (target, isSafe) => {
    expect(isSafeLink(target)).toBe(isSafe);
  });
});
