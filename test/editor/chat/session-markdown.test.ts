import { expect, test } from 'vitest';
import { sessionMarkdown } from '../../../src/editor/chat/session-markdown.ts';
import { buildAnswer, buildTool } from './build-entries.ts';

test('an exported session reads as it was shown: words, cards with what they hold, problems', () => {
  const run = buildTool({ title: 'run npm test', summary: 'exit 1', detail: 'not ok\n```\n' });
  const edit = buildTool({ title: 'edit a.ts', effect: 'edit', detail: '--- a.ts\n+++ a.ts\n-1\n+2\n' });
  const answer = buildAnswer({ parts: [{ kind: 'text', markdown: 'I look.' }, run, edit] });
  const user = { kind: 'user', id: 'u', at: '2026-03-01T10:00:00.000Z', text: 'fix it', attached: ['a.ts'] } as const;
  expect(sessionMarkdown('Lint', [user, answer])).toBe(`# Lint

## You, 2026-03-01 10:00 UTC

fix it

*Attached: a.ts*

## Dreamwright, 2026-03-01 10:00 UTC

I look.

- \`run npm test\`: exit 1

\`\`\`\`
not ok
\`\`\`
\`\`\`\`

- \`edit a.ts\`: done

\`\`\`diff
--- a.ts
+++ a.ts
-1
+2
\`\`\`
`);
});
