import type { Spent } from '../../core/dream/day-spending.ts';
import type { Progress } from '../../core/dreamwright.ts';
import type { CommandId } from '../commands/command-map.ts';
import { readableTime } from '../readable-time.ts';

export interface StatusState {
  readonly dreaming: { readonly progress: Progress | null } | null;
  readonly waiting: number;
  readonly paused: 'no' | 'here' | 'everywhere';
  /** ISO 8601; null before the first dream. */
  readonly lastDream: string | null;
  /** Why no dream starts now, in a short clause; null when unknown. */
  readonly notDueBecause: string | null;
  /** By dreams, in all workspaces. */
  readonly spentToday: Spent;
  /** What went wrong, in one line with the mend. */
  readonly problem: string | null;
}

export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
  readonly command: CommandId;
  readonly isWarning: boolean;
  /** What a screen reader says instead of the icon. */
  readonly label: string;
}

/** The status bar item: asleep, dreaming, or how many wait. */
export function statusText(state: StatusState): StatusText {
  const tooltip = tooltipLines(state).join('\n\n');
  if (state.problem !== null) {
    const label = `Dreamwright: ${state.problem}`;
    return { text: '$(dreamwright-moon)', tooltip, command: 'dreamwright.showLog', isWarning: true, label };
  }
  if (state.dreaming !== null) {
    const { progress } = state.dreaming;
    const where = progress === null ? '' : ` ${progress.step}/${progress.steps}`;
    const text = `$(sync~spin) Dreaming${where}`;
    return { text, tooltip, command: 'dreamwright.cancelDream', isWarning: false, label: `Dreaming${where}` };
  }
  const isWaiting = state.waiting > 0;
  return {
    text: isWaiting ? `$(dreamwright-moon) ${state.waiting}` : '$(dreamwright-moon)',
    tooltip,
    command: 'dreamwright.reviewProposals',
    isWarning: false,
    label: isWaiting ? `Dreamwright, ${waits(state.waiting)}` : 'Dreamwright',
  };
}

function tooltipLines(state: StatusState): readonly string[] {
  const { dreaming, waiting, paused, spentToday } = state;
  const tokens = spentToday.tokens === 0 ? '' : `, ${spentToday.tokens.toLocaleString('en-US')} tokens`;
  return [
    ...(state.problem === null ? [] : [state.problem]),
    ...(dreaming === null ? [] : [dreaming.progress === null ? 'Dreaming' : `Dreaming: ${dreaming.progress.label}`]),
    ...(waiting === 0 ? [] : [`${waits(waiting)} in Review`]),
    state.lastDream === null ? 'Has not dreamt here yet' : `Last dream ${readableTime(state.lastDream)}`,
    ...(paused === 'no' ? [] : [`Dreaming is paused ${paused}`]),
    ...(paused !== 'no' || dreaming !== null || state.notDueBecause === null
      ? []
      : [`Does not dream now: ${state.notDueBecause}`]),
    `Dreams cost $${spentToday.dollars.toFixed(2)} today${tokens}, in all workspaces`,
  ];
}

function waits(amount: number): string {
  return amount === 1 ? '1 waits for you' : `${amount} wait for you`;
}
