const UNFINISHED_LINK = /!?\[[^\]\n]*(?:\](?:\([^)\n]*)?)?$/u;
const FENCE = /^ {0,3}(?:`{3,}|~{3,})/gmu;

/**
 * Streaming Markdown without its ragged end: a link that is not complete yet is held back, and code or emphasis
 * that is open is closed, so that nothing flips when the rest arrives.
 */
export function settleMarkdown(source: string): string {
  const isInsideFence = (source.match(FENCE)?.length ?? 0) % 2 === 1;
  if (isInsideFence) return source.replace(/\n`{1,2}$/u, '\n');
  const blockStart = source.lastIndexOf('\n\n') + 1;
  const block = source.slice(blockStart);
  const settled = (isEven(block, '`') ? block.replace(UNFINISHED_LINK, '') : block).replace(
    /(?:[*_~]+|`{2,}|\n\s*[-+*#>|]+ *)$/u,
    '',
  );
  return source.slice(0, blockStart) + settled + openMarkers(settled);
}

function openMarkers(block: string): string {
  if (!isEven(block, '`')) return '`';
  const withoutCode = block.replace(/`[^`]*`/gu, '');
  return isEven(withoutCode, '**') ? '' : '**';
}

function isEven(text: string, marker: string): boolean {
  return text.split(marker).length % 2 === 1;
}
