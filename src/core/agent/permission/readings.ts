/**
 * A command line as it stands, and as other shells may read it: PowerShell knows no `\`, an interactive zsh no comments,
 * and what looks like a here-document may be none.
 */
export function readings(line: string): readonly string[] {
  const all = [line];
  if (/\\(?!\r?\n)/u.test(line)) all.push(line.replace(/\\(?!\r?\n)/gu, '\\\\'));
  if (/(?:^|\s)#/u.test(line)) all.push(line.replace(/(^|\s)#/gu, '$1'));
  if (hasDoubtfulHereDocument(line)) all.push(line.replace(/<</gu, ' '));
  return all;
}

/** One that never ends, or that stands in a string and is none. */
function hasDoubtfulHereDocument(line: string): boolean {
  return [...line.matchAll(/<<-?\s*(['"]?)([\w.-]+)\1/gu)].some((match) => {
    const before = line.slice(0, match.index).replace(/\\.|'[^']*'|"(?:\\.|[^"\\])*"/gsu, '');
    const opened = before.search(/["']/u);
    if (opened >= 0 && !before.slice(opened).includes('$(')) return true;
    return !line
      .slice(match.index)
      .split('\n')
      .some((one, index) => index > 0 && one.trim() === match[2]);
  });
}
