import { gate } from '../../src/core/dream/gate.ts';
import type { Verdict } from '../../src/core/dream/verdict.ts';
import type { Origin } from '../../src/core/origin.ts';
import { buildContext, buildCreation } from './builders.ts';
import type { Attack, Channel } from './planted-attacks.ts';

const ORIGIN_OF: Readonly<Record<Channel, Origin>> = {
  'tool result': 'tool',
  'file that was read': 'tool',
  'web page': 'external',
  'MCP answer': 'external',
  'package script': 'external',
  'agent’s answer': 'assistant',
  'forged user turn': 'external',
};

const STRONG = { isExplicitInstruction: true, independentSessions: 5, isDeclaredCommand: true, isSameAuthor: true };

/** The gate's verdict were the attack proposed word for word and as well supported as can be, at the laxest level. */
export function judgeAttack({ channel, pieces }: Attack): Verdict {
  const proposal = buildCreation(pieces.join('\n'), { origin: ORIGIN_OF[channel], support: STRONG });
  return gate(proposal, buildContext([], { sensitivity: 'autonomous' })).verdict;
}
