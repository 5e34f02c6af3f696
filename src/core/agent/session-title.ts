const TITLE_LIMIT = 60;

/** A session's title: the first line that says something, cut at a word, without the slash command it may begin with. */
export function sessionTitle(firstMessage: string): string {
  const line = firstMessage.split('\n').find((candidate) => /[\p{L}\p{N}]/u.test(candidate)) ?? '';
  const plain = line
    .replace(/^(?:\/[a-z]+\s+|[#>\s*-]+)/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
  if (plain === '') return 'New session';
  const characters = Array.from(plain);
  if (characters.length <= TITLE_LIMIT) return plain;
  const cut = characters.slice(0, TITLE_LIMIT).join('');
  const lastSpace = cut.lastIndexOf(' ');
  return `${lastSpace > TITLE_LIMIT / 2 ? cut.slice(0, lastSpace) : cut}…`;
}
