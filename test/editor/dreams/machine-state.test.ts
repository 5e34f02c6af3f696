import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type MachineReader, readMachineState } from '../../../src/editor/dreams/machine-state.ts';

type Supplies = Readonly<Record<string, Readonly<Record<string, string>>>>;

function aMachine(
  platform: NodeJS.Platform,
  supplies: Supplies,
  printed: Readonly<Record<string, string>> = {},
): MachineReader {
  const powerSupplies = mkdtempSync(join(tmpdir(), 'dreamwright-power-'));
  onTestFinished(() => rmSync(powerSupplies, { recursive: true, force: true }));
  for (const [supply, fields] of Object.entries(supplies)) {
    mkdirSync(join(powerSupplies, supply));
    for (const [field, value] of Object.entries(fields))
      writeFileSync(join(powerSupplies, supply, field), `${value}\n`);
  }
  return {
    platform,
    powerSupplies,
    run: async (program) => {
      const text = printed[program];
      if (text === undefined) throw new Error(`no ${program}`);
      return text;
    },
  };
}

const CABLE = { type: 'Mains', online: '1' };
const BATTERY = { type: 'Battery', status: 'Discharging' };
const MOUSE = { type: 'Battery', status: 'Discharging', scope: 'Device' };

test.each<readonly [title: string, power: string, machine: MachineReader['platform'], supplies: Supplies]>([
  ['a laptop without its cable', 'battery', 'linux', { AC: { type: 'Mains', online: '0' }, BAT0: BATTERY }],
  ['a laptop on its cable', 'mains', 'linux', { AC: CABLE, BAT0: { type: 'Battery', status: 'Charging' } }],
  ['a desktop with a mouse', 'mains', 'linux', { mouse: MOUSE }],
  ['a server without any', 'mains', 'linux', {}],
  ['a system that is not asked', 'unknown', 'win32', { AC: CABLE }],
])('%s runs on %s', async (_title, power, platform, supplies) => {
  expect((await readMachineState(aMachine(platform, supplies))).power).toBe(power);
});

test('macOS tells of its battery', async () => {
  const machine = aMachine('darwin', {}, { pmset: "Now drawing from 'Battery Power'\n -InternalBattery-0 80%" });
  expect(await readMachineState(machine)).toEqual({ power: 'battery', network: 'unknown' });
});

test.each([
  ['GENERAL.METERED:no\n\nGENERAL.METERED:yes (guessed)\n', 'metered'],
  ['GENERAL.METERED:no (guessed)\n\nGENERAL.METERED:unknown\n', 'free'],
  ['GENERAL.METERED:unknown\n', 'unknown'],
])('of %j the network is %s', async (nmcli, network) => {
  expect((await readMachineState(aMachine('linux', {}, { nmcli }))).network).toBe(network);
});

test('where nobody tells, nothing is known', async () => {
  const machine = { ...aMachine('linux', {}), powerSupplies: join(tmpdir(), 'not-there') };
  expect(await readMachineState(machine)).toEqual({ power: 'unknown', network: 'unknown' });
});
