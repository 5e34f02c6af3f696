import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openTemporary } from '../service/open-temporary.ts';

const PATHS = ['/memories/a.md', '/memories/d/b.md', '/memories/d/c.md'] as const;
const path = fc.constantFrom(...PATHS);
const word = fc.constantFrom('fmt', 'lint', 'test');
const command = fc.oneof(
  fc.record({
    command: fc.constant('create' as const),
    path,
    file_text: fc.array(word, { minLength: 1 }).map((words) => words.join('\n')),
  }),
  fc.record({ command: fc.constant('str_replace' as const), path, old_str: word, new_str: word }),
  fc.record({ command: fc.constant('insert' as const), path, insert_line: fc.nat({ max: 4 }), insert_text: word }),
  fc.record({ command: fc.constant('delete' as const), path }),
  fc.record({ command: fc.constant('rename' as const), old_path: path, new_path: path }),
);
type Call = typeof command extends fc.Arbitrary<infer T> ? T : never;

/** What a folder of plain files would do; false where it refuses. */
function applyTo(files: Map<string, string>, call: Call): boolean {
  switch (call.command) {
    case 'create':
      if (files.has(call.path)) return false;
      files.set(call.path, call.file_text);
      return true;
    case 'str_replace': {
      const parts = files.get(call.path)?.split(call.old_str);
      if (parts?.length !== 2) return false;
      files.set(call.path, parts.join(call.new_str));
      return true;
    }
    case 'insert': {
      const lines = files.get(call.path)?.split('\n');
      if (lines === undefined || call.insert_line > lines.length) return false;
      lines.splice(call.insert_line, 0, call.insert_text);
      files.set(call.path, lines.join('\n'));
      return true;
    }
    case 'delete':
      return files.delete(call.path);
    case 'rename': {
      const text = files.get(call.old_path);
      if (text === undefined || files.has(call.new_path)) return false;
      files.delete(call.old_path);
      files.set(call.new_path, text);
      return true;
    }
  }
}

it('a session sees its own calls as a folder of plain files would show them, and nobody else sees any', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 8 }), async (calls) => {
      const { dreamwright } = await openTemporary();
      const header = { session: 'ses_1', agent: 'coder', format: 'dreamwright', trust: 'user' } as const;
      const tool = (input: unknown) => dreamwright.memoryTool({ header, input, sensitivity: 'balanced' });
      const files = new Map<string, string>();
      for (const call of calls) expect((await tool(call)).kind !== 'error').toBe(applyTo(files, call));
      for (const each of PATHS) {
        const viewed = await tool({ command: 'view', path: each });
        const text = viewed.text.replace(/^.*\n/u, '').replace(/^ *\d+\t/gmu, '');
        expect(viewed.kind === 'shown' ? text : undefined).toBe(files.get(each));
      }
      expect(await dreamwright.memories()).toEqual([]);
      expect((await dreamwright.items(['waiting'])).length).toBe(files.size);
    }),
    { numRuns: 15 },
  );
});
