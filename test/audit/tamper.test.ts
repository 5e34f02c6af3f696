import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AuditProof } from '../../src/core/journal/audit-proof.ts';
import { signHead } from '../../src/core/journal/signed-head.ts';
import { makeSigningKey, readSigningKey } from '../../src/core/journal/signing-key.ts';
import { aFolder, NOON, readJournalLines, rechain, rememberEach, work, writeJournalLines } from './journals.ts';

interface SignedStore {
  readonly directory: string;
  readonly home: string;
}

const verify = (store: SignedStore): Promise<AuditProof> => work(store, (dreamwright) => dreamwright.verifyJournal());

/** A journal of five entries, each signed: the first run also announces its key. */
async function aSignedStore(): Promise<SignedStore> {
  const store = { directory: aFolder(), home: aFolder() };
  await rememberEach(store, 'Use tabs.', 'Deploy on Tuesdays.', 'Run the linter.', 'Squash commits.');
  return store;
}

describe('tampering with the journal is found at the right entry:', () => {
  it.each<readonly [what: string, firstBad: number, tamper: (lines: readonly string[]) => readonly string[]]>([
    ['a changed content', 3, (lines) => lines.map((line) => line.replaceAll('Deploy on Tue', 'Deploy on Fri'))],
    ['a changed actor', 1, ([first = '', ...rest]) => [first.replace('"ada"', '"bob"'), ...rest]],
    ['a removed entry', 3, (lines) => lines.toSpliced(2, 1)],
    ['the first entry removed', 1, (lines) => lines.slice(1)],
    ['two entries in the other order', 3, ([a = '', b = '', c = '', d = '', ...rest]) => [a, b, d, c, ...rest]],
    ['a duplicated entry', 4, (lines) => lines.toSpliced(3, 0, lines[2] ?? '')],
    ['the end cut off', 5, (lines) => lines.slice(0, -1)],
    ['all but the first entry cut off', 2, (lines) => lines.slice(0, 1)],
    ['everything cut off', 1, () => []],
    [
      'everything from an entry on written anew in a chain that holds',
      3,
      (lines) => rechain(lines, 3, (text) => text.replaceAll('Deploy on Tue', 'Deploy on Fri')),
    ],
    ['the last entry written anew', 5, (lines) => rechain(lines, 5, (text) => text.replaceAll('Squash', 'Keep'))],
    ['an entry taken out and the chain closed again', 3, (lines) => rechain(lines.toSpliced(2, 1), 3, (text) => text)],
  ])('%s', async (_, firstBad, tamper) => {
    const store = await aSignedStore();
    writeJournalLines(store.directory, tamper(readJournalLines(store.directory)));
    expect(await verify(store)).toMatchObject({ ok: false, firstBad });
  });

  it('an entry spliced in from another store', async () => {
    const store = await aSignedStore();
    const other = await aSignedStore();
    const foreign = readJournalLines(other.directory)[3] ?? '';
    writeJournalLines(store.directory, readJournalLines(store.directory).toSpliced(3, 1, foreign));
    expect(await verify(store)).toMatchObject({ ok: false, firstBad: 4, reason: 'an entry of another journal' });
  });

  it('a head signed by a key that nobody announced', async () => {
    const store = await aSignedStore();
    const { header, hash } = JSON.parse(readJournalLines(store.directory).at(-1) ?? '');
    const stranger = readSigningKey(makeSigningKey(), 'command-line');
    const head = signHead({ journal: header.journal, sequence: header.sequence, hash }, stranger, NOON);
    writeFileSync(join(store.directory, 'heads.jsonl'), `${JSON.stringify(head)}\n`, { flag: 'a' });
    const proof = await verify(store);
    expect(proof).toMatchObject({ ok: false, firstBad: 5 });
    expect(proof.ok ? '' : proof.reason).toContain('no entry announces');
  });

  it('a head whose signature was taken from another', async () => {
    const store = await aSignedStore();
    const path = join(store.directory, 'heads.jsonl');
    const heads = readFileSync(path, 'utf8').trimEnd().split('\n');
    const [first] = heads.map((line) => JSON.parse(line));
    const swapped = heads.map((line) => JSON.stringify({ ...JSON.parse(line), signature: first.signature }));
    writeFileSync(path, `${swapped.join('\n')}\n`);
    const proof = await verify(store);
    expect(proof).toMatchObject({ ok: false, firstBad: 3 });
    expect(proof.ok ? '' : proof.reason).toContain('does not fit');
  });

  it('a tail that was cut together with the signed heads beside it', async () => {
    const store = await aSignedStore();
    writeJournalLines(store.directory, readJournalLines(store.directory).slice(0, 3));
    rmSync(join(store.directory, 'heads.jsonl'));
    expect(await verify(store)).toMatchObject({ ok: false, firstBad: 4 });
  });
});
