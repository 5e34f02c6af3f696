import * as vscode from 'vscode';
import { checkSetting } from './check-setting.ts';
import { SETTINGS, type SettingKey, type SettingValue } from './settings.ts';

/** Reads one setting; what a person wrote wrongly falls back to the default and is reported once. */
export type ReadSetting = <Key extends SettingKey>(key: Key) => SettingValue<Key>;

export function createReadSetting(report: (message: string) => void): ReadSetting {
  const reported = new Set<string>();
  return <Key extends SettingKey>(key: Key): SettingValue<Key> => {
    const value = vscode.workspace.getConfiguration('dreamwright').get<unknown>(key);
    if (isValid(key, value)) return value;
    const reading = checkSetting(key, value);
    if (reading.kind === 'invalid' && !reported.has(reading.message)) {
      reported.add(reading.message);
      report(`${reading.message}. Its default is used.`);
    }
    return defaultOf(key);
  };
}

function isValid<Key extends SettingKey>(key: Key, value: unknown): value is SettingValue<Key> {
  return checkSetting(key, value).kind === 'valid';
}

function defaultOf<Key extends SettingKey>(key: Key): SettingValue<Key> {
  const fallback: unknown = SETTINGS[key].default;
  if (isValid(key, fallback)) return fallback;
  throw new Error(`The default of dreamwright.${key} does not pass its own check.`);
}
