import { parseSlash } from './commands/slash-commands.ts';

const TITLE_LIMIT = 60;

/** Of a session in which nothing was said that could give it a title. */
export const UNTITLED = 'New session';

/** A session's title: the first line that says something, cut at a word, without the slash command it may begin with. */
export function sessionTitle(firstMessage: string): string {
  const lines = firstMessage.replace(/^\/[a-z]+(?=\s|$)/u, '').split('\n');
  const line = lines.find((candidate) => /[\p{L}\p{N}]/u.test(candidate)) ?? '';
  const plain = line
    .trim()
    .replace(/^[#>\s*-]+/u, '')
    .replace(/\s+/gu, ' ');
  if (plain === '') return UNTITLED;
  const characters = Array.from(plain);
  if (characters.length <= TITLE_LIMIT) return plain;
  const cut = characters.slice(0, TITLE_LIMIT).join('');
  const lastSpace = cut.lastIndexOf(' ');
  return `${lastSpace > TITLE_LIMIT / 2 ? cut.slice(0, lastSpace) : cut}…`;
}

/** The title once `message` is said after those before it; one that a person gave stays. */
export function titleAfter(title: string, before: readonly string[], message: string): string {
  return title === titleOf(before) ? titleOf([...before, message]) : title;
}

/** That of the first message to the agent, or as long as there is none, of what the first command is about. */
function titleOf(messages: readonly string[]): string {
  const said = messages.find((message) => !isCommand(message));
  if (said !== undefined) return sessionTitle(said);
  return messages.map(sessionTitle).find((title) => title !== UNTITLED) ?? UNTITLED;
}

/** What the extension itself answers; a goal is a message to the agent. */
function isCommand(message: string): boolean {
  const call = parseSlash(message);
  return call !== null && !('command' in call && call.command.name === 'goal');
}
