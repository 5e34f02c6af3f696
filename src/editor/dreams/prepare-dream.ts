import type { CallOptions, DreamOptions } from '../../core/dreamwright.ts';
import type { FindDreamModel, FindHostedDreams } from '../models/find-dream-model.ts';
import type { ReadSetting } from '../read-setting.ts';

export interface RunOptions {
  /** What made it due; kept in the journal and shown in the history. */
  readonly trigger: string;
  /** Whether a person asked for it; others yield when the person is back. */
  readonly isAsked: boolean;
  /** The person chose to do without a model this time. */
  readonly isLocal?: boolean;
  /** The network is paid for by what is sent. */
  readonly isMetered?: boolean;
  /** Sessions that are over, however short their rest. */
  readonly ended?: readonly string[];
  /** The scope to dream over; everything that takes part when missing. */
  readonly scope?: string;
}

export interface DreamSources {
  readonly readSetting: ReadSetting;
  readonly findModel: FindDreamModel;
  readonly findHosted: FindHostedDreams;
}

/** A dream as the settings have it, with whoever writes its proposals; the local engine says why where that can't be asked. */
export async function prepareDream(
  { readSetting, findModel, findHosted }: DreamSources,
  run: RunOptions,
): Promise<{ readonly options: DreamOptions } & Pick<CallOptions, 'model' | 'hosted'>> {
  const instructions = readSetting('dream.instructions');
  const engine = run.isLocal === true ? 'local' : readSetting('dream.engine');
  const options: DreamOptions = {
    engine,
    trigger: run.trigger,
    dryRun: false,
    sensitivity: readSetting('dream.sensitivity'),
    personalData: readSetting('gate.personalData'),
    isJudged: readSetting('gate.judge') === 'on',
    limits: {
      dollarsPerDream: readSetting('cost.perDream'),
      dollarsPerDay: readSetting('cost.perDay'),
      inputTokensPerDream: readSetting('cost.tokensPerDream'),
      tokensPerDay: readSetting('cost.tokensPerDay'),
      requestsPerDream: readSetting('cost.requestsPerDream'),
    },
    scopes: readSetting('dream.scopes'),
    ended: run.ended ?? [],
    ...(run.scope === undefined ? {} : { scope: run.scope }),
    ...(instructions === '' ? {} : { instructions }),
  };
  if (engine === 'local') return { options };
  if (run.isMetered === true && !run.isAsked) return { options: { ...options, noModel: 'The network is metered' } };
  if (engine === 'hosted') {
    const found = await findHosted();
    return found.kind === 'hosted'
      ? { options: { ...options, hostedSessions: found.sessions }, hosted: found.hosted }
      : { options: { ...options, noModel: found.because } };
  }
  const found = await findModel(engine, run.isAsked);
  return found.kind === 'model' ? { options, model: found.model } : { options: { ...options, noModel: found.because } };
}
