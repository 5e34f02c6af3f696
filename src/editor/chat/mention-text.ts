/** What a message names after an `@`: a file, or a symbol in one. */
export interface NamedMention {
  readonly path: string;
  readonly symbol: string | null;
}

const MENTION = /(?:^|\s)@(?:"(?<quoted>[^"\n]+)"|(?<bare>[^\s@"]+))/gu;

/** How a mention stands in a message. */
export function mentionText({ path, symbol }: NamedMention): string {
  const text = symbol === null ? path : `${path}#${symbol}`;
  return /\s/u.test(text) ? `"${text}"` : text;
}

/** Every file and symbol that a message names, once each. */
export function mentionsIn(message: string): readonly NamedMention[] {
  const found = new Map<string, NamedMention>();
  for (const { groups } of message.matchAll(MENTION)) {
    const text = groups?.['quoted'] ?? groups?.['bare']?.replace(/[.,;:!?)]+$/u, '') ?? '';
    const [path = '', symbol] = text.split('#');
    if (path !== '') found.set(text, { path, symbol: symbol === undefined || symbol === '' ? null : symbol });
  }
  return [...found.values()];
}
