import type { Attachment } from '../../protocol/chat-entry.ts';
import { attachments } from './attachments.ts';
import { Icon, IconButton } from './icon.tsx';
import { inputFocus } from './input-focus.ts';

/** What goes with the message, each with a way to take it away. */
export function AttachmentList() {
  const { value, refusal } = attachments;
  if (value.length === 0 && refusal === '') return null;
  return (
    <div class="attachments">
      {value.map((attachment, index) => (
        <span key={index} class="chip attachment">
          {attachment.kind === 'image' ? (
            <img class="thumbnail" src={`data:${attachment.mediaType};base64,${attachment.base64}`} alt="" />
          ) : (
            <Icon name="selection" />
          )}
          <span class="attachment-name">{attachmentName(attachment)}</span>
          <IconButton icon="close" label={`Remove ${attachmentName(attachment)}`} onPress={() => remove(attachment)} />
        </span>
      ))}
      {refusal !== '' && (
        <span class="refusal" role="alert">
          {refusal}
        </span>
      )}
    </div>
  );
}

function remove(attachment: Attachment): void {
  attachments.remove(attachment);
  inputFocus.request();
}

function attachmentName(attachment: Attachment): string {
  if (attachment.kind === 'image') return attachment.name;
  const { path, firstLine, lastLine } = attachment;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return firstLine === lastLine ? `${name}:${firstLine}` : `${name}:${firstLine}-${lastLine}`;
}
