/** A Markdown table that reads well as plain text too: columns are padded, numbers stand at the right. */
export function renderTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [columns, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const isNumber = columns.map((_, at) => rows.every((row) => /^(?:[\d,.]+ ?%?|)$/u.test(row[at] ?? '')));
  const widths = columns.map((_, at) => Math.max(3, ...cells.map((row) => Array.from(row[at] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `| ${columns.map((_, at) => pad(row[at] ?? '', widths[at] ?? 0, isNumber[at] === true)).join(' | ')} |`;
  const rule = widths.map((width, at) => (isNumber[at] === true ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  const [head = [], ...body] = cells;
  return [line(head), `| ${rule.join(' | ')} |`, ...body.map(line)].join('\n');
}

function pad(cell: string, width: number, isNumber: boolean): string {
  const space = ' '.repeat(Math.max(0, width - Array.from(cell).length));
  return isNumber ? `${space}${cell}` : `${cell}${space}`;
}
