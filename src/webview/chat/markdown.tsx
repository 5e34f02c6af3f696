import type { Token } from 'markdown-it';
import { type ComponentChildren, h, type VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { CodeBlock } from './code-block.tsx';
import { Link } from './link.tsx';
import { parseMarkdown } from './markdown-parser.ts';
import { settleMarkdown } from './settle-markdown.ts';

export interface MarkdownProps {
  readonly source: string;
  readonly isStreaming: boolean;
}

/**
 * Markdown as elements, never as HTML text: what a model writes can't become markup. A block whose source is
 * unchanged keeps its element, so that only the end of a streaming answer is drawn anew.
 */
export function Markdown({ source, isStreaming }: MarkdownProps) {
  const drawn = useRef<ReadonlyMap<string, VNode>>(new Map());
  const shown = isStreaming ? settleMarkdown(source) : source;
  const lines = shown.split('\n');
  const next = new Map<string, VNode>();
  const blocks = topLevelBlocks(parseMarkdown(shown)).map((tokens, index) => {
    const [first, last] = tokens[0]?.map ?? [0, 0];
    const key = `${index}:${lines.slice(first, last).join('\n')}`;
    const block = drawn.current.get(key) ?? <Block key={index} tokens={tokens} />;
    next.set(key, block);
    return block;
  });
  drawn.current = next;
  return <div class="markdown">{blocks}</div>;
}

function Block({ tokens }: { readonly tokens: readonly Token[] }) {
  return <>{elements(tokens)}</>;
}

function topLevelBlocks(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const blocks: Token[][] = [];
  let depth = 0;
  for (const token of tokens) {
    if (depth === 0) blocks.push([]);
    blocks.at(-1)?.push(token);
    depth += token.nesting;
  }
  return blocks;
}

interface Open {
  readonly token: Token | null;
  readonly children: ComponentChildren[];
}

/** Nests a flat list of tokens. */
export function elements(tokens: readonly Token[]): readonly ComponentChildren[] {
  const root: Open = { token: null, children: [] };
  const open: Open[] = [root];
  for (const token of tokens) {
    const parent = open.at(-1) ?? root;
    if (token.nesting === 1) open.push({ token, children: [] });
    else if (token.nesting === 0) parent.children.push(leaf(token));
    else if (open.length > 1) {
      open.pop();
      (open.at(-1) ?? root).children.push(element(parent));
    }
  }
  return root.children;
}

function element({ token, children }: Open): ComponentChildren {
  if (token === null || token.hidden) return children;
  switch (token.type) {
    case 'link_open':
      return <Link target={String(token.attrGet('href') ?? '')}>{children}</Link>;
    case 'table_open':
      return (
        <div class="table-scroller">
          <table>{children}</table>
        </div>
      );
    case 'ordered_list_open':
      return <ol start={Number(token.attrGet('start') ?? 1)}>{children}</ol>;
    case 'th_open':
    case 'td_open':
      return h(token.tag, { class: alignment(token) }, children);
    default:
      return h(token.tag, null, children);
  }
}

function alignment(token: Token): string | undefined {
  const style = String(token.attrGet('style') ?? '');
  return /text-align:(?<side>center|right)/u.exec(style)?.groups?.['side'];
}

function leaf(token: Token): ComponentChildren {
  switch (token.type) {
    case 'inline':
      return elements(token.children ?? []);
    case 'fence':
    case 'code_block':
      return <CodeBlock code={token.content.replace(/\n$/u, '')} language={token.info.trim().split(/\s/u)[0] ?? ''} />;
    case 'code_inline':
      return <code>{token.content}</code>;
    case 'hr':
      return <hr />;
    case 'softbreak':
    case 'hardbreak':
      return <br />;
    case 'image':
      // Loading a picture would tell its server that this was read.
      return <Link target={String(token.attrGet('src') ?? '')}>{token.content === '' ? 'image' : token.content}</Link>;
    default:
      return token.content;
  }
}
