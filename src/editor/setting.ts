import type { DreamScope } from '../core/dream/scopes/scope.ts';

interface SettingBase {
  readonly description: string;
  /** `machine` where a workspace must not decide: what could send the key or the data elsewhere. */
  readonly scope: 'machine' | 'window';
}

interface TextSetting extends SettingBase {
  readonly type: 'string';
  readonly default: string;
}

interface ChoiceSetting<Choice extends string = string> extends SettingBase {
  readonly type: 'choice';
  readonly default: Choice;
  /** Each value with its meaning. */
  readonly choices: Readonly<Record<Choice, string>>;
}

interface NumberSetting extends SettingBase {
  readonly type: 'integer' | 'number';
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
}

interface ScopesSetting extends SettingBase {
  readonly type: 'scopes';
  readonly default: readonly DreamScope[];
}

export type Setting = TextSetting | ChoiceSetting | NumberSetting | ScopesSetting;

/** What is read of a setting that is described so. */
export type ValueOf<Described> =
  Described extends ChoiceSetting<infer Choice>
    ? Choice
    : Described extends NumberSetting
      ? number
      : Described extends ScopesSetting
        ? readonly DreamScope[]
        : string;
export function choice<const Choices extends Readonly<Record<string, string>>>(
  described: SettingBase & { readonly default: keyof Choices & string; readonly choices: Choices },
): ChoiceSetting<keyof Choices & string> {
  return { type: 'choice', ...described };
}
