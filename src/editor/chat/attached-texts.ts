import type { AttachedText } from '../../core/agent/attachment.ts';
import type { ModelImage } from '../../core/agent/model.ts';
import type { Attachment } from '../../protocol/chat-entry.ts';

/** What a message's attachments say in words. An image is only named: it goes to the model and is not stored. */
export function attachedTexts(attachments: readonly Attachment[]): readonly AttachedText[] {
  return attachments.map((attachment) => {
    if (attachment.kind === 'image') return { name: `image ${attachment.name}`, text: '' };
    const { path, firstLine, lastLine, text } = attachment;
    const lines = firstLine === lastLine ? `line ${firstLine}` : `lines ${firstLine}-${lastLine}`;
    return { name: `${path}, ${lines}`, text };
  });
}

export function imagesOf(attachments: readonly Attachment[]): readonly ModelImage[] {
  return attachments.flatMap((attachment) =>
    attachment.kind === 'image' ? [{ mediaType: attachment.mediaType, base64: attachment.base64 }] : [],
  );
}
