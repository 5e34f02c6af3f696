import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import type { FileOperations } from './file-operations.ts';
import { hasErrorCode } from './store-error.ts';

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;
const CHUNK = 1 << 20;
const LINE_FEED = 0x0a;
const RENAME_ATTEMPTS = 10;

/** Durable file work on top of {@link FileOperations}; every error is the operating system's own. */
export class Files {
  private readonly operations: FileOperations;

  constructor(operations: FileOperations) {
    this.operations = operations;
  }

  makeFolder(path: string): void {
    if (this.isFolder(path)) return;
    const parent = dirname(path);
    if (parent !== path) this.makeFolder(parent);
    try {
      // One by one: Node 20's recursive mkdir never ends on a file system that answers ENOENT for a new folder.
      this.operations.mkdirSync(path, { mode: PRIVATE_FOLDER });
    } catch (error) {
      if (!hasErrorCode(error, 'EEXIST') || !this.isFolder(path)) throw error;
    }
  }

  private isFolder(path: string): boolean {
    return this.operations.statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  }

  /** Size in bytes, or undefined when there is no such file. */
  size(path: string): number | undefined {
    return this.operations.statSync(path, { throwIfNoEntry: false })?.size;
  }

  /** Milliseconds since the file was last written, or undefined when there is no such file. */
  age(path: string): number | undefined {
    const stat = this.operations.statSync(path, { throwIfNoEntry: false });
    return stat === undefined ? undefined : Date.now() - stat.mtimeMs;
  }

  /** Creates a file; answers false when there is one already. */
  createNew(path: string, bytes: Uint8Array): boolean {
    let file: number;
    try {
      file = this.operations.openSync(path, 'wx', PRIVATE_FILE);
    } catch (error) {
      // Windows answers EPERM while a file that was just deleted is still held by a reader.
      if (hasErrorCode(error, 'EEXIST') || (process.platform === 'win32' && hasErrorCode(error, 'EPERM'))) return false;
      throw error;
    }
    try {
      this.writeAll(file, bytes);
    } catch (error) {
      this.removeQuietly(path);
      throw error;
    } finally {
      this.operations.closeSync(file);
    }
    return true;
  }

  /** Changes when another file takes the path. */
  identity(path: string): string {
    const stat = this.operations.statSync(path, { throwIfNoEntry: false });
    return stat === undefined ? '' : `${stat.ino}:${stat.birthtimeMs}`;
  }

  list(folder: string): readonly string[] {
    try {
      return this.operations.readdirSync(folder);
    } catch (error) {
      if (hasErrorCode(error, 'ENOENT')) return [];
      throw error;
    }
  }

  /** The bytes from `start` to `end` (default: all of the file), or undefined when there is no such file. */
  read(path: string, start = 0, end?: number): Buffer | undefined {
    return this.withFile(path, 'r', (file) => {
      const length = (end ?? this.operations.fstatSync(file).size) - start;
      const buffer = Buffer.allocUnsafe(Math.max(0, length));
      return buffer.subarray(0, this.fill(file, buffer, start));
    });
  }

  /** The file's bytes from `start` on, piece by piece; nothing when there is no such file. */
  *chunks(path: string, start: number): Generator<Buffer, void> {
    const file = this.openIfPresent(path, 'r');
    if (file === undefined) return;
    try {
      for (let position = start; ; ) {
        const buffer = Buffer.allocUnsafe(CHUNK);
        const count = this.operations.readSync(file, buffer, 0, CHUNK, position);
        if (count === 0) return;
        position += count;
        yield buffer.subarray(0, count);
      }
    } finally {
      this.operations.closeSync(file);
    }
  }

  /**
   * Appends and syncs; returns only when the bytes are on disk. When anything fails the file is cut back to `size`,
   * the size it had, so that no half-written line stays, and the error is thrown.
   */
  append(path: string, bytes: Uint8Array, size: number): void {
    const file = this.operations.openSync(path, 'a', PRIVATE_FILE);
    try {
      this.writeAll(file, bytes);
      this.operations.fsyncSync(file);
      if (size === 0) this.syncFolder(dirname(path));
    } catch (error) {
      this.cutBack(file, size);
      throw error;
    } finally {
      this.operations.closeSync(file);
    }
  }

  /**
   * Ends a file whose last byte, by damage, is no line feed any more, so that what is appended begins its own line.
   * Answers the size it has then.
   */
  endLastLine(path: string, size: number): number {
    if (size === 0 || this.read(path, size - 1, size)?.[0] === LINE_FEED) return size;
    this.append(path, Buffer.from([LINE_FEED]), size);
    return size + 1;
  }

  /** Puts `parts` in the place of `path` at once: a reader sees the old file or the new one, also after a crash. */
  replace(path: string, parts: Iterable<Uint8Array>): void {
    const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
    try {
      const file = this.operations.openSync(temporary, 'w', PRIVATE_FILE);
      try {
        for (const part of parts) this.writeAll(file, part);
        this.operations.fsyncSync(file);
      } finally {
        this.operations.closeSync(file);
      }
      this.rename(temporary, path);
    } catch (error) {
      this.removeQuietly(temporary);
      throw error;
    }
    this.syncFolder(dirname(path));
  }

  /** A hint to other processes: neither synced nor atomic. */
  note(path: string, bytes: Uint8Array): void {
    const file = this.operations.openSync(path, 'w', PRIVATE_FILE);
    try {
      this.writeAll(file, bytes);
    } finally {
      this.operations.closeSync(file);
    }
  }

  truncate(path: string, size: number): void {
    const file = this.operations.openSync(path, 'r+');
    try {
      this.operations.ftruncateSync(file, size);
      this.operations.fsyncSync(file);
    } finally {
      this.operations.closeSync(file);
    }
  }

  /** Overwrites each piece in place, then syncs: bytes before and after stay, and so does the size. */
  overwrite(path: string, pieces: Iterable<{ readonly start: number; readonly bytes: Uint8Array }>): void {
    const file = this.operations.openSync(path, 'r+');
    try {
      for (const { start, bytes } of pieces) this.writeAll(file, bytes, start);
      this.operations.fsyncSync(file);
    } finally {
      this.operations.closeSync(file);
    }
  }

  /** Overwrites a file with zeros and removes it; nothing when there is no such file. */
  erase(path: string): void {
    const size = this.size(path);
    if (size === undefined) return;
    this.withFile(path, 'r+', (file) => {
      const zeros = Buffer.alloc(Math.min(size, CHUNK));
      for (let left = size; left > 0; left -= zeros.length) {
        this.writeAll(file, zeros.subarray(0, Math.min(left, zeros.length)));
      }
      this.operations.fsyncSync(file);
    });
    this.remove(path);
    this.syncFolder(dirname(path));
  }

  remove(path: string): void {
    try {
      this.operations.unlinkSync(path);
    } catch (error) {
      if (!hasErrorCode(error, 'ENOENT')) throw error;
    }
  }

  /** Virus scanners and indexers on Windows hold a file for moments; a few tries get past them. */
  private rename(from: string, to: string): void {
    for (let attempt = 1; ; attempt++) {
      try {
        this.operations.renameSync(from, to);
        return;
      } catch (error) {
        if (attempt === RENAME_ATTEMPTS || !hasErrorCode(error, 'EPERM', 'EBUSY')) throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, attempt * 10);
      }
    }
  }

  private withFile<T>(path: string, flags: string, use: (file: number) => T): T | undefined {
    const file = this.openIfPresent(path, flags);
    if (file === undefined) return undefined;
    try {
      return use(file);
    } finally {
      this.operations.closeSync(file);
    }
  }

  private openIfPresent(path: string, flags: string): number | undefined {
    try {
      return this.operations.openSync(path, flags);
    } catch (error) {
      if (hasErrorCode(error, 'ENOENT')) return undefined;
      throw error;
    }
  }

  private fill(file: number, buffer: Buffer, start: number): number {
    let filled = 0;
    while (filled < buffer.length) {
      const count = this.operations.readSync(file, buffer, filled, buffer.length - filled, start + filled);
      if (count === 0) break;
      filled += count;
    }
    return filled;
  }

  /** From byte `start` of the file on, or where it stands. */
  private writeAll(file: number, bytes: Uint8Array, start: number | null = null): void {
    for (let written = 0; written < bytes.length; ) {
      const position = start === null ? null : start + written;
      written += this.operations.writeSync(file, bytes, written, bytes.length - written, position);
    }
  }

  /** Best effort: where even this fails, whole lines that stay are read as any other and half ones are cut later. */
  private cutBack(file: number, size: number): void {
    try {
      this.operations.ftruncateSync(file, size);
    } catch {
      // The error that is thrown is the first one, which says more.
    }
  }

  private removeQuietly(path: string): void {
    try {
      this.remove(path);
    } catch {
      // A left-over temporary file harms nothing; the error that is thrown says what went wrong.
    }
  }

  moveIfPresent(from: string, to: string): void {
    if (this.operations.statSync(from, { throwIfNoEntry: false }) === undefined) return;
    this.rename(from, to);
    this.syncFolder(dirname(to));
  }

  removeTree(path: string): void {
    this.operations.rmSync(path, { recursive: true, force: true });
  }

  /** Makes a new name durable. Windows has no such call and needs none. */
  private syncFolder(folder: string): void {
    if (process.platform === 'win32') return;
    const file = this.operations.openSync(folder, 'r');
    try {
      this.operations.fsyncSync(file);
    } finally {
      this.operations.closeSync(file);
    }
  }
}
