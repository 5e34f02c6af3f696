import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where windows on one store tell each other that the person is there. */
export interface PresenceMark {
  /** Null where nobody has told. */
  seenAt(): Promise<Date | null>;
  touch(now: Date): Promise<void>;
}

/** A file beside the dream lock that holds when the person was last seen; a store that is not there yet is not made by it. */
export function presenceMark(directory: string): PresenceMark {
  const path = join(directory, 'person-seen');
  return {
    seenAt: async () => {
      const time = Date.parse(await readFile(path, 'utf8').catch(() => ''));
      return Number.isNaN(time) ? null : new Date(time);
    },
    touch: async (now) => {
      await writeFile(path, now.toISOString()).catch(() => undefined);
    },
  };
}
