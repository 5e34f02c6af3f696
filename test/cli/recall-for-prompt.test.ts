import { expect, it } from 'vitest';
import { aCommandLine } from './a-command-line.ts';

it('prints the block for another agent: all that stands at the start, and what answers a question', async () => {
  const line = aCommandLine();
  await line.run('remember', 'Answer in short sentences.', '--kind', 'preference', '--path', '/style.md');
  await line.run('remember', 'The port of the service is 8443.', '--path', '/service/port.md');
  const start = await line.run('recall', '--for-prompt');
  expect(start.out.join('\n')).toContain('<note path="/style.md" kind="preference"');
  expect(start.out.join('\n')).toContain('> The port of the service is 8443.');
  const asked = await line.run('recall', '--for-prompt', 'which port?', '--json');
  expect(asked.json()).toMatchObject({ results: [{ path: '/style.md' }, { path: '/service/port.md' }] });
  expect((await line.run('recall', '--for-prompt', '--budget', 'much')).code).toBe(2);
});

it('says why each hit was found, and which folders answer as a whole', async () => {
  const line = aCommandLine();
  await line.run('remember', 'Lint runs last, with `mise run lint`.', '--path', '/lint/order.md');
  await line.run('remember', 'Generated code breaks lint.', '--path', '/lint/generated.md');
  await line.run('remember', 'The hook calls `mise run lint`.', '--path', '/git/hook.md');
  const { out } = await line.run('recall', 'lint order runs last');
  expect(out.join('\n')).toContain('/lint/  2 memories, the latest of ');
  expect(out.join('\n')).toContain('neighbour of /lint/order.md by command `mise run lint`');
});
