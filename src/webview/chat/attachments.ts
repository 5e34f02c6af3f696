import { signal } from '@preact/signals';
import type { Attachment, ImageMediaType } from '../../protocol/chat-entry.ts';

const IMAGE_TYPES: ReadonlySet<string> = new Set<ImageMediaType>([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
]);
/** What Anthropic takes of one image. */
const IMAGE_BYTE_LIMIT = 5_000_000;

const attached = signal<readonly Attachment[]>([]);
const refusal = signal('');

/** What goes with the message that is being written. */
export const attachments = {
  get value(): readonly Attachment[] {
    return attached.value;
  },
  /** Why the last image was not taken; empty otherwise. */
  get refusal(): string {
    return refusal.value;
  },
  add(attachment: Attachment): void {
    refusal.value = '';
    attached.value = [...attached.value, attachment];
  },
  remove(attachment: Attachment): void {
    attached.value = attached.value.filter((other) => other !== attachment);
  },
  clear(): void {
    refusal.value = '';
    attached.value = [];
  },
  refuse(reason: string): void {
    refusal.value = reason;
  },
} as const;

/** Takes the images among what was pasted or dropped; answers whether there were any. */
export function takeImages(files: Iterable<File>, seesImages: boolean): boolean {
  const images = [...files].filter(({ type }) => type.startsWith('image/'));
  if (images.length === 0) return false;
  for (const image of images) {
    const { type } = image;
    if (!seesImages) attachments.refuse('The chosen model does not see images. Choose another model to attach one.');
    else if (!isImageType(type)) attachments.refuse('Images can be PNG, JPEG, GIF or WebP.');
    else if (image.size > IMAGE_BYTE_LIMIT) attachments.refuse('An image may have 5 MB at most.');
    else void addImage(image, type);
  }
  return true;
}

async function addImage(image: File, mediaType: ImageMediaType): Promise<void> {
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('The image could not be read.'));
    reader.readAsDataURL(image);
  });
  const base64 = address.slice(address.indexOf(',') + 1);
  attachments.add({ kind: 'image', name: image.name === '' ? 'image' : image.name, mediaType, base64 });
}

function isImageType(type: string): type is ImageMediaType {
  return IMAGE_TYPES.has(type);
}
