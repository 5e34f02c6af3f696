import { type NamedTime, parseNamedTime } from '../core/named-time.ts';
import { type CommandContext, UsageError } from './command.ts';

/** The date or time that an option names; null where it was not given. */
export function timeOption(context: Pick<CommandContext, 'text'>, option: string): NamedTime | null {
  const text = context.text(option);
  if (text === undefined) return null;
  const time = parseNamedTime(text);
  if (time === null)
    throw new UsageError(`--${option} is a date such as 2026-01-31, or a time such as 2026-01-31T12:00:00Z`);
  return time;
}
