export interface UnifiedDiffProps {
  readonly text: string;
}

/** A diff line by line; the sign stays, as colour alone would not tell. */
export function UnifiedDiff({ text }: UnifiedDiffProps) {
  const lines = text.replace(/\n$/u, '').split('\n');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling block must be reachable by keyboard
    <pre class="diff" tabIndex={0}>
      {lines.filter(isShown).map((line, index) => (
        <span key={index} class={`diff-line ${lineClass(line)}`}>
          {line}
          {'\n'}
        </span>
      ))}
    </pre>
  );
}

function isShown(line: string): boolean {
  return !line.startsWith('Index: ') && !line.startsWith('=====') && !line.startsWith('\\ No newline');
}

function lineClass(line: string): string {
  if (/^(?:---|\+\+\+) /u.test(line)) return 'file';
  if (line.startsWith('@@')) return 'hunk';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : '';
}
