import * as fs from 'node:fs';

/**
 * The file operations a store makes, as a port: tests hand in one that is full, read-only or fails to sync. All are
 * synchronous, because the store lives in a worker of its own and nothing may come between deciding and appending.
 */
export type FileOperations = Pick<
  typeof fs,
  | 'openSync'
  | 'closeSync'
  | 'readSync'
  | 'writeSync'
  | 'fsyncSync'
  | 'ftruncateSync'
  | 'fstatSync'
  | 'statSync'
  | 'renameSync'
  | 'unlinkSync'
  | 'mkdirSync'
  | 'rmSync'
  | 'readdirSync'
>;

export const nodeFileOperations: FileOperations = {
  openSync: fs.openSync,
  closeSync: fs.closeSync,
  readSync: fs.readSync,
  writeSync: fs.writeSync,
  fsyncSync: fs.fsyncSync,
  ftruncateSync: fs.ftruncateSync,
  fstatSync: fs.fstatSync,
  statSync: fs.statSync,
  renameSync: fs.renameSync,
  unlinkSync: fs.unlinkSync,
  mkdirSync: fs.mkdirSync,
  rmSync: fs.rmSync,
  readdirSync: fs.readdirSync,
};
