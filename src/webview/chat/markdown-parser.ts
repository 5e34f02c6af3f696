import MarkdownIt, { type Token } from 'markdown-it';

const SAFE_SCHEMES = ['http', 'https', 'mailto', 'memory', 'folder', 'session', 'file'];

/** No raw HTML, and no underlined headings: while a list streams in, its first dash would make one. */
const parser = new MarkdownIt({ html: false, linkify: true, breaks: true }).disable('lheading');
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
parser.validateLink = isSafeLink;

/** Links that may be followed: the web, mail, our own sources, and paths in the workspace. */
export function isSafeLink(target: string): boolean {
  // Browsers skip control characters and white space in a scheme, so a check must too.
  const plain = Array.from(target.trim())
    .filter((character) => character > ' ')
    .join('');
  const scheme = /^(?<name>[a-z][a-z\d+.-]*):/iu.exec(plain)?.groups?.['name'];
  return scheme === undefined ? !plain.startsWith('//') : SAFE_SCHEMES.includes(scheme.toLowerCase());
}

export function parseMarkdown(source: string): readonly Token[] {
  return parser.parse(source, {});
}
