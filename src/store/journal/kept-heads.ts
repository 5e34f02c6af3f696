import { join } from 'node:path';
import type { Clock } from '../../core/clock.ts';
import { errorText } from '../../core/error-text.ts';
import type { AuditProof, JournalHeads } from '../../core/journal/audit-proof.ts';
import type { ParsedEntry } from '../../core/journal/entry-line.ts';
import { proveHeads } from '../../core/journal/prove-heads.ts';
import { type SignedHead, signHead } from '../../core/journal/signed-head.ts';
import { keyIdOf, type SigningKey } from '../../core/journal/signing-key.ts';
import type { Store } from '../../core/store.ts';
import { nodeFileOperations } from '../file-operations.ts';
import { Files } from '../files.ts';
import {
  appendSignedHead,
  outsideHeadPath,
  readOutsideHeads,
  readSignedHeads,
  writeOutsideHead,
} from './head-files.ts';
import { readLastHead } from './read-last-head.ts';
import { verifyJournal } from './verify-journal.ts';

const SOON_MS = 3_000;

interface HeadKeeping {
  readonly store: Pick<Store, 'directory' | 'view' | 'write'>;
  readonly clock: Clock;
  /** Under which `.dreamwright/heads` lies; null keeps nothing outside the store. */
  readonly home: string | null;
  /** Asked for when something is to be signed; null signs nothing. May throw. */
  readonly readKey: ((files: Files) => SigningKey | null) | null;
  readonly onNotice?: ((notice: string) => void) | undefined;
}

/** The signed heads of one store's journal, in the store and outside of it. */
export class KeptHeads implements JournalHeads {
  readonly notices: string[] = [];
  private readonly options: HeadKeeping;
  private readonly files = new Files(nodeFileOperations);
  private readonly journalPath: string;
  private readonly outsidePath: string | null;
  private keptSequence: number;
  private timer: NodeJS.Timeout | undefined;
  private keeping: Promise<void> = Promise.resolve();

  constructor(options: HeadKeeping) {
    this.options = options;
    const { directory, view } = options.store;
    this.journalPath = join(directory, 'journal.jsonl');
    this.outsidePath = options.home === null ? null : outsideHeadPath(options.home, directory);
    this.keptSequence = view.sequence;
  }

  async verify(): Promise<AuditProof> {
    const heads = this.readHeads();
    const hashes: string[] = [];
    const recovered: number[] = [];
    const keys = new Map<string, { readonly publicKey: string; readonly sequence: number }>();
    let journal: string | null = null;
    const proof = await verifyJournal(this.files, this.journalPath, ({ header, hash, record }: ParsedEntry) => {
      journal = header.journal;
      hashes.push(hash);
      if (record.kind === 'recovered') recovered.push(header.sequence);
      if (record.kind !== 'key-announced' || keys.has(record.key)) return;
      const { key, publicKey } = record;
      if (keyIdOf(Buffer.from(publicKey, 'base64')) === key) keys.set(key, { publicKey, sequence: header.sequence });
    });
    return proof.ok ? proveHeads({ journal, hashes, keys, recovered }, heads) : proof;
  }

  keep(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.keeping = this.keeping.then(async () => {
      if (this.options.store.view.sequence === this.keptSequence) return;
      try {
        await this.sign();
      } catch (error) {
        this.tell(error);
      }
    });
    return this.keeping;
  }

  keepSoon(): void {
    if (this.timer !== undefined || this.options.readKey === null) return;
    this.timer = setTimeout(() => void this.keep(), SOON_MS);
    this.timer.unref();
  }

  async startAnew(): Promise<void> {
    await this.keeping;
    try {
      if (this.outsidePath !== null) this.files.remove(this.outsidePath);
    } catch (error) {
      this.tell(error);
    }
    this.keptSequence = 0;
    await this.keep();
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private readHeads(): readonly { readonly head: SignedHead; readonly isOutside: boolean }[] {
    const inside = readSignedHeads(this.files, this.options.store.directory);
    const outside = this.outsidePath === null ? [] : readOutsideHeads(this.files, this.outsidePath);
    return [
      ...inside.map((head) => ({ head, isOutside: false })),
      ...outside.map((head) => ({ head, isOutside: true })),
    ];
  }

  private async sign(): Promise<void> {
    const { store, clock, readKey } = this.options;
    const key = readKey?.(this.files) ?? null;
    if (key === null) return;
    await this.announce(key);
    const head = readLastHead(this.files, this.journalPath);
    if (head === null) return;
    const signed = signHead(head, key, clock());
    appendSignedHead(this.files, store.directory, signed);
    this.keptSequence = head.sequence;
    this.keepOutside(signed);
  }

  /** Once a journal; the heads beside it tell whether that was done. */
  private async announce({ id, publicKey, holder }: SigningKey): Promise<void> {
    const { store } = this.options;
    const journal = readLastHead(this.files, this.journalPath)?.journal;
    const heads = readSignedHeads(this.files, store.directory);
    if (heads.some((head) => head.key === id && head.journal === journal)) return;
    await store.write({ kind: 'system' }, () => ({
      records: [{ kind: 'key-announced', key: id, publicKey, holder }],
      result: undefined,
    }));
  }

  /** A head that this journal no longer contains is evidence: it stays where it is, and the person is told. */
  private keepOutside(signed: SignedHead): void {
    if (this.outsidePath === null) return;
    const kept = readOutsideHeads(this.files, this.outsidePath).find(({ journal }) => journal === signed.journal);
    if (kept !== undefined && !this.contains(kept)) {
      this.notice(
        `The journal no longer holds entry ${kept.sequence} as it was signed on ${kept.at}; Verify Journal says more. If you put an older copy there yourself, delete ${this.outsidePath}.`,
      );
      return;
    }
    if (kept === undefined || kept.sequence < signed.sequence) writeOutsideHead(this.files, this.outsidePath, signed);
  }

  /** Whether every head up to now was signed on top of `kept`. */
  private contains(kept: SignedHead): boolean {
    return readSignedHeads(this.files, this.options.store.directory).some(
      ({ journal, sequence, hash }) => journal === kept.journal && sequence === kept.sequence && hash === kept.hash,
    );
  }

  private tell(error: unknown): void {
    const reason = errorText(error);
    this.notice(
      `The journal's head could not be signed and kept (${reason}); the journal itself is whole. Make ~/.dreamwright writable to have it kept.`,
    );
  }

  private notice(text: string): void {
    if (this.notices.includes(text)) return;
    this.notices.push(text);
    this.options.onNotice?.(text);
  }
}
