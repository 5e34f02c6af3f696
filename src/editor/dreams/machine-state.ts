import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What is known of the machine that the extension runs on; `unknown` where nobody tells. */
export interface MachineState {
  readonly power: 'mains' | 'battery' | 'unknown';
  readonly network: 'free' | 'metered' | 'unknown';
}

export const NOTHING_KNOWN: MachineState = { power: 'unknown', network: 'unknown' };

export interface MachineReader {
  readonly platform: NodeJS.Platform;
  /** Where Linux keeps a folder for each power supply. */
  readonly powerSupplies: string;
  /** Answers what a program prints; rejects when it is not there. */
  run(program: string, ...argumentList: readonly string[]): Promise<string>;
}

const LONGEST_WAIT_MILLISECONDS = 2_000;
const run = promisify(execFile);

const THIS_MACHINE: MachineReader = {
  platform: process.platform,
  powerSupplies: '/sys/class/power_supply',
  run: async (program, ...argumentList) =>
    (await run(program, [...argumentList], { timeout: LONGEST_WAIT_MILLISECONDS, windowsHide: true })).stdout,
};

/** VS Code tells neither, so the system is asked: Linux for both, macOS for its battery; others are not known. */
export async function readMachineState(reader: MachineReader = THIS_MACHINE): Promise<MachineState> {
  const [power, network] = await Promise.all([
    readPower(reader).catch(() => 'unknown' as const),
    readNetwork(reader).catch(() => 'unknown' as const),
  ]);
  return { power, network };
}

async function readPower({ platform, powerSupplies, run: ask }: MachineReader): Promise<MachineState['power']> {
  if (platform === 'darwin') {
    return (await ask('pmset', '-g', 'batt')).includes("'Battery Power'") ? 'battery' : 'mains';
  }
  if (platform !== 'linux') return 'unknown';
  const read = (supply: string, field: string): Promise<string> =>
    readFile(join(powerSupplies, supply, field), 'utf8').then(
      (text) => text.trim(),
      () => '',
    );
  let isOnBattery = false;
  for (const supply of await readdir(powerSupplies)) {
    // A mouse has a battery too.
    if ((await read(supply, 'scope')) === 'Device') continue;
    const type = await read(supply, 'type');
    if (type !== 'Battery' && (await read(supply, 'online')) === '1') return 'mains';
    if (type === 'Battery' && (await read(supply, 'status')) === 'Discharging') isOnBattery = true;
  }
  return isOnBattery ? 'battery' : 'mains';
}

async function readNetwork({ platform, run: ask }: MachineReader): Promise<MachineState['network']> {
  if (platform !== 'linux') return 'unknown';
  const told = await ask('nmcli', '-t', '-f', 'GENERAL.METERED', 'device', 'show');
  const values = [...told.matchAll(/^GENERAL\.METERED:(\w+)/gmu)].map(([, value]) => value);
  if (values.includes('yes')) return 'metered';
  return values.includes('no') ? 'free' : 'unknown';
}
