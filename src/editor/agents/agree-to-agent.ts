import type { Memento } from 'vscode';
import * as z from 'zod/mini';
import { tellLimits } from '../../core/agents/tell-limits.ts';
import type { AgentTemplate } from '../../core/agents/template.ts';

/** Where the versions that were agreed to are kept. */
export const AGREED_AGENTS = 'dreamwright.agreedAgents';
const hashes = z.array(z.string());

export interface AgreementPorts {
  /** Of the workspace. */
  readonly state: Pick<Memento, 'get' | 'update'>;
  /** Null when the question was closed without an answer. */
  readonly ask: (question: string) => Promise<'allow' | 'show' | null>;
  /** Shows a file of the workspace, relative to its root. */
  readonly show: (file: string) => Promise<void>;
}

/** Asks at the first use of each version of a repository's agent, and keeps the answer for the workspace. */
export function agreeToAgent({
  state,
  ask,
  show,
}: AgreementPorts): (template: AgentTemplate, signal: AbortSignal) => Promise<boolean> {
  const agreed = (): readonly string[] => {
    const read = hashes.safeParse(state.get(AGREED_AGENTS));
    return read.success ? read.data : [];
  };
  return async ({ name, source, hash, limits }, signal) => {
    if (source.kind === 'built-in' || agreed().includes(hash)) return true;
    const question = `Let the agent ${name} of this repository work here? Its instructions come from ${source.file}; your permissions hold for it.${limits.length === 0 ? '' : ` ${tellLimits(limits)}`}`;
    for (;;) {
      if (signal.aborted) return false;
      const answer = await ask(question);
      if (answer === 'show') {
        await show(source.file);
        continue;
      }
      if (answer !== 'allow' || signal.aborted) return false;
      await state.update(AGREED_AGENTS, [...agreed(), hash]);
      return true;
    }
  };
}
