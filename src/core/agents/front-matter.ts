/** The fields between the `---` lines at the top of a Markdown file, and what follows them. */
export interface FrontMatter {
  /** A list where the field is one, a text otherwise; nested fields are left out. */
  readonly fields: ReadonlyMap<string, string | readonly string[]>;
  readonly body: string;
}

const BOUNDS = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)(?:\r?\n)?^---[ \t]*(?:\r?\n|$)([\s\S]*)$/mu;
const FIELD = /^([A-Za-z][\w-]*):(?:[ \t]+(.*)|[ \t]*)$/u;

/**
 * Reads front matter as people write it for agents. That is mostly YAML, and often not quite: a description with colons
 * and quotes in it stands unquoted in many files, so a value is everything up to the line's end. Null without front matter.
 */
export function readFrontMatter(text: string): FrontMatter | null {
  const [, head, body = ''] = BOUNDS.exec(text) ?? [];
  if (head === undefined) return null;
  const fields = new Map<string, string | readonly string[]>();
  const lines = head.split(/\r?\n/u);
  for (let at = 0; at < lines.length; at += 1) {
    const [, name, value = ''] = FIELD.exec(lines[at] ?? '') ?? [];
    if (name === undefined) continue;
    const below = indentedAfter(lines, at);
    at += below.length;
    fields.set(name, readValue(value.trim(), below));
  }
  return { fields, body: body.trim() };
}

/** The lines that belong to a field: indented, empty, or items of a list. */
function indentedAfter(lines: readonly string[], at: number): readonly string[] {
  const end = lines.findIndex((line, index) => index > at && !/^(?:\s|-[ \t]|$)/u.test(line));
  return lines.slice(at + 1, end === -1 ? lines.length : end);
}

function readValue(value: string, below: readonly string[]): string | readonly string[] {
  if (/^[|>][+-]?$/u.test(value)) return block(below, value.startsWith('>') ? ' ' : '\n');
  if (/^\[.*\]$/u.test(value)) return items(value.slice(1, -1).split(','));
  const listed = below.flatMap((line) => /^\s*-[ \t]+(.*)$/u.exec(line)?.[1] ?? []);
  if (value === '' && listed.length > 0) return items(listed);
  return unquoted(value.replace(/[ \t]#.*$/u, ''));
}

function block(lines: readonly string[], glue: string): string {
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/u)), 80);
  return lines
    .map((line) => line.slice(indent).trimEnd())
    .join(glue)
    .trim();
}

function items(values: readonly string[]): readonly string[] {
  return values.map((value) => unquoted(value.trim())).filter((value) => value !== '');
}

function unquoted(value: string): string {
  const text = value.trim();
  const [, quote, inner = ''] = /^(["'])([\s\S]*)\1$/u.exec(text) ?? [];
  if (quote === undefined) return text;
  return quote === '"' ? inner.replace(/\\(["\\])/gu, '$1') : inner.replaceAll("''", "'");
}
