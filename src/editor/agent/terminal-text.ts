/** Reads what a terminal is sent, piece by piece, and answers the text that a person would see. */
export interface TerminalText {
  add(data: string): string;
}

/** An operating system command or another string, without its end: titles, links, the shell's marks. */
const STRING = '\\u001B[\\]P_^X][^\\u0007\\u001B]*';
/** A sequence, or a carriage return, whose continuation has not come yet. */
const UNFINISHED = new RegExp(`\\r*(?:${STRING}(?:\\u001B)?|\\u001B\\[[0-?]*[ -/]*|\\u001B[ -/]*)?$`, 'u');
const SEQUENCES = new RegExp(
  [
    `${STRING}(?:\\u0007|\\u001B\\\\)`,
    // Control sequences: colours, cursor.
    '\\u001B\\[[0-?]*[ -/]*[@-~]',
    // Two-character escapes.
    '\\u001B[ -/]*[0-~]',
    // Controls other than tab, line feed and carriage return.
    '[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001A\\u001C-\\u001F\\u007F]',
  ].join('|'),
  'gu',
);
/** A sequence that never ends must not hold back the rest. */
const HELD_LIMIT = 4_096;

export function createTerminalText(): TerminalText {
  let held = '';
  return {
    add: (data) => {
      const all = held + data;
      const unfinished = UNFINISHED.exec(all)?.[0] ?? '';
      held = unfinished.length > HELD_LIMIT ? '' : unfinished;
      const whole = all
        .slice(0, all.length - unfinished.length)
        .replace(SEQUENCES, '')
        .replace(/\r+\n/gu, '\n');
      // Of a line that is written over, as progress bars do, what stood there last; an earlier piece is out already.
      return whole.replace(/^\r+/u, '\n').replace(/[^\n]*\r/gu, '');
    },
  };
}
