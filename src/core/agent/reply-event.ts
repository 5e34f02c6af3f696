/** Replies that no model spoke. They are stored as `other` events: context, nobody's words. */
export type ReplySubtype = 'answer-from-memory' | 'command-reply';

export const REPLY_SUBTYPES: ReadonlySet<string> = new Set<ReplySubtype>(['answer-from-memory', 'command-reply']);
