import { type Mask, maskSecrets } from '../gate/mask.ts';
import type { SessionHeader } from '../store.ts';

/** The header with every secret in its free text masked. */
export function redactHeader(header: SessionHeader, mask: Mask = maskSecrets): SessionHeader {
  const { title, author } = header;
  return {
    ...header,
    ...(title !== undefined && { title: mask(title) }),
    ...(author !== undefined && { author: mask(author) }),
  };
}
