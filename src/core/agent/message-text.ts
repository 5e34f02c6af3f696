import type { ModelMessage } from './model.ts';

/** All that a message sends, as one text for counting. */
export function messageText({ text, calls = [], results = [], images = [] }: ModelMessage): string {
  return [
    ...results.map((result) => result.text),
    ...images.map(({ base64 }) => base64),
    text,
    ...calls.map(({ tool, input, malformed }) => `${tool} ${malformed ?? JSON.stringify(input)}`),
  ]
    .filter((part) => part !== '')
    .join('\n');
}
