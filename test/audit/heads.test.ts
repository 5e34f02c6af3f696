import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSigningKey } from '../../src/core/journal/signing-key.ts';
import { aFolder, rememberEach, work } from './journals.ts';

const aPlace = () => ({ directory: join(aFolder(), 'memory'), home: aFolder() });
const verify = (run: Parameters<typeof work>[0]) => work(run, (dreamwright) => dreamwright.verifyJournal());

describe('the signed heads of a journal', () => {
  it('vouch for it up to its last entry', async () => {
    const place = aPlace();
    await rememberEach(place, 'Use tabs.', 'Deploy on Tuesdays.');
    expect(await verify(place)).toEqual({ ok: true, entries: 3, signed: 3, warnings: [] });
  });

  it('rest on a key that is announced once, whoever signs how often', async () => {
    const place = aPlace();
    const editorKey = makeSigningKey();
    await rememberEach(place, 'Use tabs.', 'Deploy on Tuesdays.');
    await rememberEach({ ...place, editorKey }, 'Name tests as sentences.', 'Keep files short.');
    await rememberEach(place, 'Run the linter.');
    const entries = await work(place, (dreamwright) => dreamwright.journal());
    const holders = entries.flatMap(({ record }) => (record?.kind === 'key-announced' ? [record.holder] : []));
    expect(holders).toEqual(['command-line', 'editor']);
    expect(await verify(place)).toMatchObject({ ok: true, signed: entries.length });
  });

  it('are made with a key that only its user may read', async () => {
    const place = aPlace();
    await rememberEach(place, 'Use tabs.');
    const key = join(place.home, '.dreamwright', 'keys', 'command-line.pem');
    expect(readFileSync(key, 'utf8')).toContain('PRIVATE KEY');
    if (process.platform !== 'win32') expect(statSync(key).mode & 0o777).toBe(0o600);
  });

  it('do not grow when someone only looks', async () => {
    const place = aPlace();
    await rememberEach(place, 'Use tabs.');
    const before = readFileSync(join(place.directory, 'heads.jsonl'), 'utf8');
    await work(place, (dreamwright) => dreamwright.memories());
    expect(readFileSync(join(place.directory, 'heads.jsonl'), 'utf8')).toBe(before);
  });

  it('go with the store to another place', async () => {
    const place = aPlace();
    await rememberEach(place, 'Use tabs.');
    const directory = join(aFolder(), 'moved');
    cpSync(place.directory, directory, { recursive: true });
    expect(await verify({ ...place, directory })).toMatchObject({ ok: true, signed: 2 });
  });
});

describe('the head kept outside the store', () => {
  it('shows that the whole store was rolled back to an earlier copy, also after more was written', async () => {
    const place = aPlace();
    await rememberEach(place, 'Use tabs.', 'Deploy on Tuesdays.');
    const copy = join(aFolder(), 'copy');
    cpSync(place.directory, copy, { recursive: true });
    await rememberEach(place, 'Never deploy on Fridays.');
    rmSync(place.directory, { recursive: true });
    cpSync(copy, place.directory, { recursive: true });
    const proof = await verify(place);
    expect(proof).toMatchObject({ ok: false, firstBad: 4 });
    expect(proof.ok ? '' : proof.reason).toContain('an older copy was put in its place');
    await rememberEach(place, 'Deploy on Fridays.', 'Deploy on Sundays.', 'Deploy at night.');
    expect(await verify(place)).toMatchObject({ ok: false, firstBad: 4 });
  });

  it('tells of a store that stood here before, and calls the new one whole', async () => {
    const place = aPlace();
    await rememberEach(place, 'Use tabs.', 'Deploy on Tuesdays.');
    rmSync(place.directory, { recursive: true });
    await rememberEach(place, 'Use spaces.');
    const proof = await verify(place);
    expect(proof).toMatchObject({ ok: true, entries: 2 });
    expect(proof.ok ? proof.warnings : []).toEqual([expect.stringContaining('Another journal of 3 entries')]);
  });

  it('follows a backup that a person restores, and goes when everything is forgotten', async () => {
    const place = aPlace();
    await rememberEach(place, 'Use tabs.');
    const backup = join(aFolder(), 'backup');
    await work(place, (dreamwright) => dreamwright.backup(backup));
    await rememberEach(place, 'Never deploy on Fridays.');
    await work(place, (dreamwright) => dreamwright.restore(backup));
    expect(await verify(place)).toMatchObject({ ok: true, entries: 3, signed: 3 });
    await work(place, (dreamwright) => dreamwright.forgetEverything());
    expect(readdirSync(join(place.home, '.dreamwright', 'heads'))).toEqual([]);
    expect(existsSync(join(place.directory, 'heads.jsonl'))).toBe(false);
    expect(await verify(place)).toEqual({ ok: true, entries: 0, signed: 0, warnings: [] });
  });

  it('is a notice, not an error, where the home folder can’t be written', async () => {
    const home = join(aFolder(), 'file');
    writeFileSync(home, 'no folder');
    const place = { ...aPlace(), home };
    const notices = await work(place, async (dreamwright) => {
      await dreamwright.remember({ text: 'Use tabs.' });
      await dreamwright.dream({ engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' });
      return dreamwright.notices();
    });
    expect(notices).toEqual([expect.stringContaining('could not be signed')]);
    expect(await verify(place)).toMatchObject({ ok: true, signed: 0 });
    const editor = { ...place, editorKey: makeSigningKey() };
    await rememberEach(editor, 'Use spaces.');
    expect(await verify(editor)).toMatchObject({ ok: true, entries: 5, signed: 5 });
  });
});

describe.each(['beside the journal', 'outside the store'] as const)('heads that are damaged %s', (kept) => {
  interface Damageable {
    readonly place: ReturnType<typeof aPlace>;
    readonly whole: Buffer;
    /** Puts all back as it was, with these bytes in place of the heads. */
    put(bytes: Buffer): void;
  }

  async function aDamageable(): Promise<Damageable> {
    const place = aPlace();
    await rememberEach(place, 'Use tabs.', 'Deploy on Tuesdays.', 'Run the linter.');
    const outside = join(place.home, '.dreamwright', 'heads');
    const [name = ''] = readdirSync(outside);
    const path = kept === 'beside the journal' ? join(place.directory, 'heads.jsonl') : join(outside, name);
    const copy = aFolder();
    const folders = [place.directory, place.home];
    for (const [index, folder] of folders.entries()) cpSync(folder, join(copy, String(index)), { recursive: true });
    const put = (bytes: Buffer): void => {
      for (const [index, folder] of folders.entries()) {
        rmSync(folder, { recursive: true });
        cpSync(join(copy, String(index)), folder, { recursive: true });
      }
      writeFileSync(path, bytes);
    };
    return { place, whole: readFileSync(path), put };
  }

  /** Nothing of the memory is lost and work goes on, whatever the proof says of the heads. */
  async function expectWorking({ place }: Damageable): Promise<void> {
    const texts = () => work(place, async (dreamwright) => (await dreamwright.memories()).map(({ text }) => text));
    expect(await texts()).toHaveLength(3);
    await rememberEach(place, 'Squash commits.');
    expect(await texts()).toContain('Squash commits.');
  }

  it('by a cut anywhere vouch for what they still hold', async () => {
    const damageable = await aDamageable();
    await fc.assert(
      fc.asyncProperty(fc.nat(damageable.whole.length - 1), async (size) => {
        damageable.put(damageable.whole.subarray(0, size));
        expect(await verify(damageable.place)).toMatchObject({ ok: true, entries: 4 });
        await expectWorking(damageable);
        expect(await verify(damageable.place)).toMatchObject({ ok: true });
      }),
      { numRuns: 10 },
    );
  });

  it('by a flipped bit anywhere are told of or passed over', async () => {
    const damageable = await aDamageable();
    await fc.assert(
      fc.asyncProperty(fc.nat(damageable.whole.length - 1), fc.nat(7), async (at, bit) => {
        const flipped = Buffer.from(damageable.whole);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        damageable.put(flipped);
        const proof = await verify(damageable.place);
        if (proof.ok) expect(proof).toMatchObject({ entries: 4 });
        else expect(proof.reason).not.toBe('');
        await expectWorking(damageable);
      }),
      { numRuns: 10 },
    );
  });
});
