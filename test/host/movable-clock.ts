import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './until-exit.ts';

export interface MovableClock {
  /** Where the server reads how far it is ahead. */
  readonly file: string;
  /** Lets time go by for everything that runs behind the window; timers keep their pace. */
  readonly pass: (minutes: number) => Promise<void>;
}

export async function movableClock(): Promise<MovableClock> {
  const file = join(temporaryFolder(), 'milliseconds-ahead');
  let ahead = 0;
  const pass = async (minutes: number) => {
    ahead += minutes * 60_000;
    await writeFile(file, String(ahead));
  };
  await pass(0);
  return { file, pass };
}
