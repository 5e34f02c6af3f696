/** Which files a session has seen, and the hash of the text that it saw. */
export interface ReadMarks {
  get(path: string): string | undefined;
  set(path: string, hash: string): void;
}

export function createReadMarks(): ReadMarks {
  const hashes = new Map<string, string>();
  return { get: (path) => hashes.get(path), set: (path, hash) => void hashes.set(path, hash) };
}
