import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { whyUnreadable } from '../../src/importers/find-files.ts';
import { readTranscripts } from '../../src/importers/read-transcripts.ts';
import { FIXTURES, outline, readAll, readFiles } from './read-all.ts';

const said = (text: string, session = 's', id = text) => JSON.stringify({ session, id, type: 'user', text });

describe('reading transcripts', () => {
  it('tells a format by content, not by name', async () => {
    const { pieces, skipped } = await readFiles({
      'notes.md': said('plain'),
      'events.plain': JSON.stringify({ type: 'user', sessionId: 'c', uuid: 'u', message: { content: 'claude' } }),
      'session.jsonl': '# Not a transcript\n',
      'empty.jsonl': '',
    });
    expect(pieces.map(({ header }) => header.format)).toEqual(['claude-code', 'plain']);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      'it is empty',
      'it is in no known format (plain, claude-code)',
    ]);
  });

  it('detects a file that begins with damage, or with a line longer than what is looked at', async () => {
    const long = JSON.stringify({
      parentUuid: null,
      userType: 'external',
      sessionId: 'c',
      type: 'user',
      uuid: 'u',
      message: { content: 'x'.repeat(600_000) },
    });
    const { sessions, lost } = await readFiles({ 'a.jsonl': `garbage\n${said('hi')}`, 'b.jsonl': long });
    expect(sessions).toEqual(['s', 'c']);
    expect(lost).toBe(1);
  });

  it('reads a line of several megabytes whole, and those around it', async () => {
    const long = 'word '.repeat(1_000_000);
    const content = [said('before'), said(long, 's', 'long'), said('after')].join('\n');
    const { events, lines, lost } = await readFiles({ 'a.jsonl': `${content}\n` });
    expect(events.map(({ text }) => text)).toEqual(['before', long, 'after']);
    expect([lines, lost]).toEqual([3, 0]);
  });

  it.each(['EACCES', 'EPERM'])('names the mend for a file that may not be read (%s)', (code) => {
    const refused = Object.assign(new Error(`${code}: not permitted`), { code });
    expect(whyUnreadable(refused)).toBe('no permission to read it; change its mode or owner');
  });

  it('keeps to a format that was asked for and names the others when there is none of that name', async () => {
    const asked = await readFiles({ 'a.jsonl': said('hi') }, { format: 'codex' });
    expect(asked.skipped.map(({ reason }) => reason)).toEqual([
      'there is no format "codex"; choose one of plain, claude-code',
    ]);
    const wrong = await readFiles({ 'a.jsonl': said('hi') }, { format: 'claude-code' });
    expect(wrong.skipped.map(({ reason }) => reason)).toEqual(['holds no event of a session']);
  });

  it('says why a path can not be read and goes on', async () => {
    const { sessions, skipped } = await readAll([
      join(FIXTURES, 'nowhere'),
      join(FIXTURES, 'claude-code/interrupt.jsonl'),
    ]);
    expect(skipped).toEqual([
      { path: join(FIXTURES, 'nowhere'), reason: 'there is no such file or folder; check the path' },
    ]);
    expect(sessions).toHaveLength(1);
  });

  it('reads byte-order marks, carriage returns, NUL bytes and no line end', async () => {
    const content = `\uFEFF${said('a')}\r\n\r\n  \n\0\0\0${said('b')}\n${said('c')}`;
    const { events, lines, lost } = await readFiles({ 'a.jsonl': content });
    expect(events.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
    expect([lines, lost]).toEqual([3, 0]);
  });

  it('tells what to do with UTF-16', async () => {
    const { skipped } = await readFiles({ 'a.jsonl': Buffer.from(`\uFEFF${said('a')}`, 'utf16le') });
    expect(skipped.map(({ reason }) => reason)).toEqual(['it is UTF-16; save it as UTF-8']);
  });

  it('lets an unfinished last line wait and counts a finished one that is damaged', async () => {
    const whole = `${said('a')}\n${said('b')}\n`;
    const cut = await readFiles({ 'a.jsonl': whole.slice(0, -5) });
    expect([cut.lines, cut.lost, cut.events.length]).toEqual([1, 0, 1]);
    const damaged = await readFiles({ 'a.jsonl': `${whole.slice(0, -5)}\n` });
    expect([damaged.lines, damaged.lost, damaged.events.length]).toEqual([2, 1, 1]);
  });

  it('recovers a whole record behind the cut-off beginning of another', async () => {
    const { events, lost, lines } = await readFiles({
      'a.jsonl': `${said('a')}\n{"session":"s","type":"user","te${said('b')}\n`,
    });
    expect(events.map(({ text }) => text)).toEqual(['a', 'b']);
    expect([lines, lost]).toEqual([2, 1]);
  });

  it('counts what is nested too deep to be kept as lost', async () => {
    const deep = `{"session":"s","type":"tool_call","tool":"x","input":${'{"a":'.repeat(9000)}1${'}'.repeat(9001)}`;
    const { lost, events } = await readFiles({ 'a.jsonl': `${said('a')}\n${deep}\n` });
    expect([lost, events.length]).toEqual([1, 1]);
  });

  it('sorts the sessions of one file apart and finds the same one in several files', async () => {
    const { pieces } = await readFiles({
      'a.jsonl': [said('1', 'x'), said('2', 'y'), said('3', 'x')].join('\n'),
      'b.jsonl': [said('1', 'x'), said('4', 'x')].join('\n'),
    });
    expect(
      pieces.map(({ header, events, lines }) => [header.session, events.map(({ text }) => text).join(), lines]),
    ).toEqual([
      ['x', '1,3', 2],
      ['y', '2', 1],
      ['x', '1,4', 2],
    ]);
  });

  it('hands a long session on in pieces whose lines add up', async () => {
    const { pieces, events, lines } = await readFiles({
      'a.jsonl': Array.from({ length: 4500 }, (_, n) => said(`m${n}`)).join('\n'),
    });
    expect(pieces.length).toBeGreaterThan(1);
    expect([events.length, lines]).toEqual([4500, 4500]);
  });

  it('names the author of what a person said', async () => {
    const { events, pieces } = await readFiles({ 'a.jsonl': said('hi') }, { author: 'ada' });
    expect([events[0]?.author, pieces[0]?.header.author]).toEqual(['ada', 'ada']);
  });

  it('lets nothing rank above external, and nobody be the author, when the user turns are not vouched for', async () => {
    const { events, pieces } = await readAll([FIXTURES], { trust: 'none', author: 'ada' });
    expect(new Set(events.map(({ origin }) => origin))).toEqual(new Set(['external']));
    expect(events.some(({ author }) => author !== undefined)).toBe(false);
    expect(pieces.every(({ header }) => header.trust === 'none' && header.author === undefined)).toBe(true);
  });

  it('stops when told to', async () => {
    const abort = new AbortController();
    abort.abort(new Error('enough'));
    const read = async () => {
      for await (const item of readTranscripts([FIXTURES], { trust: 'user', signal: abort.signal })) return item;
      return null;
    };
    await expect(read()).rejects.toThrow('enough');
  });

  it('lets a long run of naughty text through unharmed', async () => {
    const naughty = ['\u0000', '\uD800', '\u2028', '"}\n{"', '<script>', '🏳️‍🌈', '\u202Eabc', '__proto__', '%s%n'];
    const { events } = await readFiles({
      'a.jsonl': naughty.map((text, n) => said(text, '__proto__', `${n}`)).join('\n'),
    });
    expect(events.map(({ text }) => text)).toEqual(naughty);
    expect(outline(events)).toHaveLength(naughty.length);
  });
});
