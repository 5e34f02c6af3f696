const HERE_DOCUMENT = /(?<!<)<<-?(?!<)\s*(['"]?)([\w.-]+)\1(?![^\s;|&<>)])([^\n]*)\n[\s\S]*?(?:\n\s*\2(?=\s|\)|$)|$)/gu;

/** Without the texts of here-documents and what announces them. */
export function withoutHereDocuments(text: string): string {
  return text.replace(HERE_DOCUMENT, '$3');
}

/** Without those alone in which the shell replaces nothing. */
export function withoutQuotedHereDocuments(text: string): string {
  return text.replace(HERE_DOCUMENT, (whole, quote: string, _, rest: string) => (quote === '' ? whole : rest));
}

/** Whether a here-document is what a program of that name reads. */
export function readsHereDocument(line: string, program: RegExp): boolean {
  return line
    .split('<<')
    .slice(0, -1)
    .some((before) => {
      const start = Math.max(...['\n', '|', ';', '&'].map((sign) => before.lastIndexOf(sign)));
      return program.test(before.slice(start + 1));
    });
}
