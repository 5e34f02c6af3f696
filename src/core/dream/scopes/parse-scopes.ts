import * as z from 'zod/mini';
import type { DreamScope } from './scope.ts';

const text = z.string().check(z.minLength(1));
const texts = z.optional(z.array(text));
const amount = z.optional(z.int().check(z.minimum(0)));
const scope = z.strictObject({
  name: text,
  agents: texts,
  sessions: texts,
  paths: texts,
  memories: z.optional(z.array(z.string().check(z.regex(/^\/(?:.*\/)?$/u)))),
  rhythm: z.optional(
    z.union([
      z.literal('never'),
      z.strictObject({ idleMinutes: amount, intervalHours: amount, sessions: amount, events: amount }),
    ]),
  ),
});
const scopes = z.array(scope);

/** Null when `value` is a list of scopes as `DreamScope` has them, else what is wrong, reading on after the setting's name. */
export function scopesProblem(value: unknown): string | null {
  const parsed = scopes.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? '' : `; see ${issue.path.join('.')}`;
    return `must be a list such as [{"name":"docs","paths":["docs"],"memories":["/docs/"],"rhythm":{"intervalHours":168}}]${place}`;
  }
  const names = parsed.data.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? null : `names the scope ${twice} twice`;
}

export function areScopes(value: unknown): value is readonly DreamScope[] {
  return scopesProblem(value) === null;
}
