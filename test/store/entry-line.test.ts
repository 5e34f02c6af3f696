import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chainFault, encodeEntry, NO_PREVIOUS, parseEntry } from '../../src/core/journal/entry-line.ts';
import { aMemory, asNewerFormat, creation, NOON, PERSON } from './builders.ts';

const EMPTY = { journal: 'jnl_1', sequence: 0, hash: NO_PREVIOUS };

function lineOf(text: string): string {
  return encodeEntry(creation(aMemory('a', { text })), PERSON, EMPTY, NOON()).line;
}

test('any text comes back from a line as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const record = creation(aMemory('a', { text }));
      const { line, entry } = encodeEntry(record, PERSON, EMPTY, NOON());
      expect(line).not.toContain('\n');
      expect(parseEntry(line)).toEqual(entry);
    }),
  );
});

test('any change of a character is seen', () => {
  const line = lineOf('Run the tests.');
  fc.assert(
    fc.property(
      fc.nat(line.length - 1),
      fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }),
      (at, other) => {
        fc.pre(other !== line[at]);
        expect(parseEntry(line.slice(0, at) + other + line.slice(at + 1)).kind).not.toBe('entry');
      },
    ),
    { numRuns: 1000 },
  );
});

test('any cut of the line is seen', () => {
  const line = lineOf('Run the tests.');
  for (let length = 0; length < line.length; length++) expect(parseEntry(line.slice(0, length)).kind).toBe('invalid');
});

test('the content is the end of the line, and the header does not depend on it but for its salted hash', () => {
  const line = lineOf('a secret');
  expect(line.indexOf('a secret')).toBeGreaterThan(line.indexOf('"salt"'));
  expect(line.slice(0, line.indexOf('"salt"'))).not.toContain('secret');
});

test('the same content has another hash each time, so that nobody can guess it back', () => {
  expect(lineOf('same')).not.toBe(lineOf('same'));
});

test('a later format is told apart from damage', () => {
  const line = lineOf('x');
  expect(parseEntry(asNewerFormat(line))).toEqual({ kind: 'newer', reason: 'journal format 2' });
  expect(parseEntry(line.replace('"format":1', '"format":3')).kind).toBe('invalid');
});

test('an entry out of its place is a fault of the chain', () => {
  const first = encodeEntry(creation(aMemory('a')), PERSON, EMPTY, NOON()).entry;
  const head = { journal: 'jnl_1', sequence: 1, hash: first.hash };
  const second = encodeEntry(creation(aMemory('b')), PERSON, head, NOON()).entry;
  const forked = encodeEntry(creation(aMemory('b')), PERSON, { ...head, hash: 'f'.repeat(64) }, NOON()).entry;
  const foreign = encodeEntry(creation(aMemory('b')), PERSON, { ...head, journal: 'jnl_2' }, NOON()).entry;
  expect([chainFault(first, null), chainFault(second, head)]).toEqual([null, null]);
  expect(chainFault(second, null)).toBe('entry 2 stands where entry 1 belongs');
  expect(chainFault(first, head)).toBe('entry 1 stands where entry 2 belongs');
  expect(chainFault(forked, head)).toBe('the entry does not build on the one before it');
  expect(chainFault(foreign, head)).toBe('an entry of another journal');
});
