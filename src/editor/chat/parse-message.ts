import * as z from 'zod/mini';
import type { FromChat, KeptChat } from '../../protocol.ts';

const TEXT_LIMIT = 1_000_000;
const ID_LIMIT = 1_000;
const LINK_LIMIT = 4_000;
const ATTACHMENT_LIMIT = 20;
const IMAGE_LIMIT = 8_000_000;

const text = z.string().check(z.maxLength(TEXT_LIMIT));
const id = z.string().check(z.minLength(1), z.maxLength(ID_LIMIT));
const line = z.int().check(z.positive());

const attachment = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('selection'), path: id, firstLine: line, lastLine: line, text }),
  z.strictObject({
    kind: z.literal('image'),
    name: id,
    mediaType: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']),
    base64: z.base64().check(z.maxLength(IMAGE_LIMIT)),
  }),
]);
const attachments = z.array(attachment).check(z.maxLength(ATTACHMENT_LIMIT));
const permission = z.enum(['once', 'all', 'session', 'always', 'deny']);

const fromChat = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('send'), text, attachments }),
  z.strictObject({ kind: z.literal('resend'), entry: id, text }),
  z.strictObject({ kind: z.literal('answer-permission'), call: id, answer: permission, pattern: text }),
  z.strictObject({ kind: z.literal('answer-question'), call: id, text }),
  z.strictObject({ kind: z.literal('open-diff'), call: id }),
  z.strictObject({ kind: z.literal('undo-edit'), call: id }),
  z.strictObject({ kind: z.literal('stop-tool'), call: id }),
  z.strictObject({ kind: z.literal('open-thread'), call: id }),
  z.strictObject({ kind: z.literal('set-mode'), mode: z.enum(['act', 'plan']) }),
  z.strictObject({ kind: z.literal('restore'), entry: id }),
  z.strictObject({ kind: z.literal('undo-restore') }),
  z.strictObject({ kind: z.literal('find-mentions'), query: z.string().check(z.maxLength(ID_LIMIT)) }),
  z.strictObject({ kind: z.literal('stop') }),
  z.strictObject({ kind: z.literal('retry') }),
  z.strictObject({ kind: z.literal('resume') }),
  z.strictObject({ kind: z.literal('new-session') }),
  z.strictObject({ kind: z.literal('pick-session') }),
  z.strictObject({ kind: z.literal('pick-model') }),
  z.strictObject({ kind: z.literal('connect-model') }),
  z.strictObject({ kind: z.literal('set-memory'), isOn: z.boolean() }),
  z.strictObject({ kind: z.literal('give-feedback'), entry: id, feedback: z.nullable(z.enum(['up', 'down'])) }),
  z.strictObject({ kind: z.literal('copy'), text }),
  z.strictObject({ kind: z.literal('insert'), text }),
  z.strictObject({ kind: z.literal('open-memory'), memory: id }),
  z.strictObject({ kind: z.literal('open-link'), target: z.string().check(z.maxLength(LINK_LIMIT)) }),
  z.strictObject({ kind: z.literal('import-sessions') }),
]) satisfies z.ZodMiniType<FromChat>;

const keptChat = z.object({ session: z.nullable(id), draft: text }) satisfies z.ZodMiniType<KeptChat>;

/** A webview's message, or null for anything that is not one: a webview shows foreign text, so it is not trusted. */
export function parseFromChat(value: unknown): FromChat | null {
  const parsed = fromChat.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** The session a chat showed before its window was reloaded. */
export function parseKeptSession(value: unknown): string | null {
  const parsed = keptChat.safeParse(value);
  return parsed.success ? parsed.data.session : null;
}
