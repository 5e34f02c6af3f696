import { CopyButton } from './copy-button.tsx';
import { post } from './host.ts';
import { IconButton } from './icon.tsx';

export interface CodeBlockProps {
  readonly code: string;
  /** As the fence names it; may be empty. */
  readonly language: string;
}

export function CodeBlock({ code, language }: CodeBlockProps) {
  return (
    <div class="code-block">
      <div class="code-bar">
        <span class="code-language">{language}</span>
        <CopyButton text={code} label="Copy code" />
        <IconButton icon="insert" label="Insert at cursor" onPress={() => post({ kind: 'insert', text: code })} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling block must be reachable by keyboard */}
      <pre tabIndex={0}>
        <code>{code}</code>
      </pre>
    </div>
  );
}
