import type { Tool } from '../agent/tools/tool.ts';
import type { Claim, Claims } from './claims.ts';

export interface Claimant {
  readonly session: string;
  readonly agent: string;
  readonly parent?: string | undefined;
}

/**
 * The same tools, whose edits take the file first: one that another agent works on stays as it is, and the model is told
 * whose it is. `onConflict` hears of it. A command that writes files is not seen.
 */
export function claimingTools(
  tools: readonly Tool[],
  claimant: Claimant,
  claims: Claims,
  onConflict: (held: Claim) => void,
): readonly Tool[] {
  return tools.map((tool) => ({
    ...tool,
    plan: async (input, context, signal) => {
      const plan = await tool.plan(input, context, signal);
      if (plan.kind === 'invalid' || plan.effect !== 'edit') return plan;
      const held = claims.claim({ path: plan.subject, ...claimant });
      if (held === null) return plan;
      onConflict(held);
      return { kind: 'invalid', message: conflictText(held) };
    },
  }));
}

function conflictText({ path, agent }: Claim): string {
  return `${path} is being changed by ${agent}. Go on with something else, or end and report what it needs.`;
}
