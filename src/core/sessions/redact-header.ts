import { redact } from '../secrets/redact.ts';
import type { SessionHeader } from '../store.ts';

/** The header with every secret in its free text masked. */
export function redactHeader(header: SessionHeader): SessionHeader {
  const { title, author } = header;
  return {
    ...header,
    ...(title !== undefined && { title: redact(title).text }),
    ...(author !== undefined && { author: redact(author).text }),
  };
}
