import { scopesProblem } from '../core/dream/scopes/parse-scopes.ts';
import type { Setting } from './setting.ts';
import { SETTINGS, type SettingKey } from './settings.ts';

/** A value as it stands in the settings, or what is wrong with it in one line. */
export type SettingReading = { readonly kind: 'valid' } | { readonly kind: 'invalid'; readonly message: string };

/** Checks what a person wrote; the message names the mend. */
export function checkSetting(key: SettingKey, value: unknown): SettingReading {
  const setting: Setting = SETTINGS[key];
  const name = `dreamwright.${key}`;
  switch (setting.type) {
    case 'string':
      return typeof value === 'string' ? VALID : invalid(`${name} must be a text`);
    case 'scopes': {
      const problem = scopesProblem(value);
      return problem === null ? VALID : invalid(`${name} ${problem}`);
    }
    case 'choice': {
      const choices = Object.keys(setting.choices);
      return typeof value === 'string' && choices.includes(value)
        ? VALID
        : invalid(`${name} must be one of ${choices.join(', ')}`);
    }
    case 'integer':
    case 'number': {
      const { type, minimum, maximum } = setting;
      const isNumber = typeof value === 'number' && (type === 'number' || Number.isInteger(value));
      return isNumber && value >= minimum && value <= maximum
        ? VALID
        : invalid(`${name} must be a ${type === 'integer' ? 'whole number' : 'number'} from ${minimum} to ${maximum}`);
    }
  }
}

const VALID: SettingReading = { kind: 'valid' };

function invalid(message: string): SettingReading {
  return { kind: 'invalid', message };
}
