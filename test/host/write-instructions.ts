import { writeFile } from 'node:fs/promises';

const MODULES = ['billing', 'search', 'login', 'export', 'mail'];
const SESSIONS = 20;

/** Writes plain sessions in which a person states `amount` different standing instructions, each worth a memory. */
export async function writeInstructions(file: string, amount: number): Promise<void> {
  const lines = Array.from({ length: amount }, (_, index) =>
    JSON.stringify({
      session: `instructions-${index % SESSIONS}`,
      id: `event-${index}`,
      at: new Date(Date.UTC(2026, 0, 1 + (index % SESSIONS), 9, 0, index)).toISOString(),
      type: 'user',
      text: `From now on, always run \`task-${index}\` before you touch the ${MODULES[index % MODULES.length]}-${index} module.`,
    }),
  );
  await writeFile(file, `${lines.join('\n')}\n`);
}
