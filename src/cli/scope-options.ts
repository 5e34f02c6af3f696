import { areScopes } from '../core/dream/scopes/parse-scopes.ts';
import type { DreamOptions } from '../core/dreamwright.ts';
import { type CommandContext, UsageError } from './command.ts';

const NARROWING = ['agents', 'sessions', 'paths', 'memories'] as const;

/** What the options narrow a dream to, as a scope of its own. */
export function scopeOptions(context: CommandContext): Pick<DreamOptions, 'scopes' | 'scope'> {
  const narrowed = NARROWING.flatMap((option) => {
    const text = context.text(option);
    return text === undefined ? [] : [[option, text.split(',').filter((one) => one !== '')] as const];
  });
  if (narrowed.length === 0) return {};
  const name = narrowed.map(([option, listed]) => `${option} ${listed.join(', ')}`).join('; ');
  const scopes: unknown = [{ name, ...Object.fromEntries(narrowed) }];
  if (!areScopes(scopes)) throw new UsageError('--memories names paths such as /docs/, with commas between them');
  return { scopes, scope: name };
}
