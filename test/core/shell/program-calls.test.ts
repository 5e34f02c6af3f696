import { expect, test } from 'vitest';
import { isNetworkCommand } from '../../../src/core/shell/network-command.ts';
import { programCalls } from '../../../src/core/shell/program-calls.ts';

test.each([
  ['echo $(a ")" b)', ['echo', 'a']],
  ['echo "$(a "$(b ")")")" ; c', ['echo', 'c', 'a', 'b']],
  ["cat <<'END'\n$(a)\nEND", ['cat']],
  ['cat <<END\n$(a)\nEND', ['cat', 'a']],
  ['until a; do b; done', ['until', 'a', 'do', 'b', 'done']],
  ['builtin command a', ['builtin', 'command', 'a']],
  ['find . -exec a {} \\;', ['find', 'a']],
])('%j runs %j', (line, programs) => {
  expect(programCalls(line).map(({ program }) => program)).toEqual(programs);
});

test.each(['until curl a.com; do sleep 1; done', 'builtin command curl a.com', 'find . -ok curl a.com \\;'])(
  '%j reaches the network, by the same reading',
  (line) => expect(isNetworkCommand(line)).toBe(true),
);

test.each(['sudo ', 'find . -exec ', '$(', '"$(', '`', 'bash -c "', '<<x\n'])(
  'a line of nothing but %j is read to its end',
  (piece) => {
    const calls = programCalls(piece.repeat(8_000));
    expect(calls.length).toBeLessThan(100_000);
  },
);
