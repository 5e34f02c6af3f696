import * as z from 'zod/mini';
import { type PermissionRule, ruleProblem } from '../../core/agent/permission/permission.ts';

/** Where lasting answers are kept: VS Code's state of the workspace. */
export interface PermissionMemento {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

const KEY = 'dreamwright.permissions';
const keptRules = z.array(z.object({ tool: z.string(), pattern: z.string() }));

/** What the person allowed always, in this workspace. */
export interface KeptPermissions {
  rules(): readonly PermissionRule[];
  /** Only what `ruleProblem` finds nothing against. */
  keep(rule: PermissionRule): Promise<void>;
  revoke(rule: Pick<PermissionRule, 'tool' | 'pattern'>): Promise<void>;
  revokeAll(): Promise<void>;
}

export function createKeptPermissions(state: PermissionMemento): KeptPermissions {
  const read = () => {
    const parsed = keptRules.safeParse(state.get(KEY));
    return parsed.success ? parsed.data.filter((rule) => ruleProblem(rule) === null) : [];
  };
  const without = ({ tool, pattern }: Pick<PermissionRule, 'tool' | 'pattern'>) =>
    read().filter((rule) => rule.tool !== tool || rule.pattern !== pattern);
  return {
    rules: () => read().map((rule) => ({ ...rule, answer: 'always' as const })),
    keep: async ({ tool, pattern }) => {
      const problem = ruleProblem({ tool, pattern });
      if (problem !== null) throw new Error(problem);
      await state.update(KEY, [...without({ tool, pattern }), { tool, pattern }]);
    },
    revoke: async (rule) => await state.update(KEY, without(rule)),
    revokeAll: async () => await state.update(KEY, undefined),
  };
}
