import { decideTrigger, type TriggerDecision, type TriggerState } from '../trigger.ts';
import { type DreamScope, OTHER_SESSIONS, scopeOf } from './scope.ts';

/** The trigger's answer, and the scope that is due; undefined where there are no scopes. */
export interface ScopedDecision {
  readonly decision: TriggerDecision;
  readonly scope: string | undefined;
}

/** Step 1 for each scope by its own rhythm, in their order; what fits none comes last. Pure. */
export function decideScopes(state: TriggerState, scopes: readonly DreamScope[]): ScopedDecision {
  if (scopes.length === 0) return { decision: decideTrigger(state), scope: undefined };
  const reasons: string[] = [];
  let last: TriggerDecision = decideTrigger({ ...state, sessions: [] });
  for (const { name, rhythm } of [...scopes, { name: OTHER_SESSIONS, rhythm: {} }]) {
    const decision =
      rhythm === 'never' ? LEFT_OUT : decideTrigger(within(state, scopes, { name, rhythm: rhythm ?? {} }));
    if (decision.isDue) return { decision, scope: name };
    last = decision;
    reasons.push(`${name === OTHER_SESSIONS ? 'other sessions' : name}: ${decision.because}`);
  }
  return { decision: last.isDue ? last : { ...last, because: reasons.join('; ') }, scope: undefined };
}

const LEFT_OUT: TriggerDecision = { isDue: false, because: 'left out of dreams', reason: { kind: 'left-out' } };

function within(
  state: TriggerState,
  scopes: readonly DreamScope[],
  { name, rhythm }: { readonly name: string; readonly rhythm: Partial<TriggerState['settings']> },
): TriggerState {
  return {
    ...state,
    sessions: state.sessions.filter((session) => (scopeOf(session, scopes)?.name ?? OTHER_SESSIONS) === name),
    // A dream over everything was one over each of them.
    dreams: state.dreams.filter(({ scope = name }) => scope === name),
    settings: { ...state.settings, ...rhythm },
  };
}
