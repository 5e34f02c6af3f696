import { DEFAULT_SPEND_LIMITS } from '../core/dream/cost.ts';
import { tellEstimate } from '../core/dream/engine/tell-estimate.ts';
import { spending } from '../core/dream/report.ts';
import type { CallOptions, DreamOptions } from '../core/dreamwright.ts';
import { claudeForDream, hostedForDream } from './claude-for-dream.ts';
import { type Command, UsageError, WorkError } from './command.ts';
import { dreamJson, findingJson, proposalHeadline, proposalJson } from './json.ts';
import { scopeOptions } from './scope-options.ts';
import { timeOption } from './time-option.ts';

export const dreamCommand: Command = {
  name: 'dream',
  usage:
    'dream [--engine local|claude] [--model ID] [--base-url URL] [--hosted SESSION,…] [--dry-run] [--since ISO] [--until ISO] [--instructions TEXT] [--max-cost USD] [--prices FILE] [--no-judge] [--agents NAME,…] [--sessions PATTERN,…] [--paths FOLDER,…] [--memories /PATH/,…]',
  does: 'reviews past sessions and the memory, and proposes edits; commits the harmless ones unless --dry-run',
  takes: 'nothing',
  options: {
    engine: { type: 'string' },
    model: { type: 'string' },
    'base-url': { type: 'string' },
    hosted: { type: 'string' },
    'dry-run': { type: 'boolean' },
    since: { type: 'string' },
    until: { type: 'string' },
    instructions: { type: 'string' },
    'max-cost': { type: 'string' },
    prices: { type: 'string' },
    'no-judge': { type: 'boolean' },
    agents: { type: 'string' },
    sessions: { type: 'string' },
    paths: { type: 'string' },
    memories: { type: 'string' },
  },
  async run(context) {
    const engine = context.text('engine') ?? 'local';
    if (engine !== 'local' && engine !== 'claude') {
      throw new UsageError(`--engine "${engine}" is not known here; use --engine local or --engine claude`);
    }
    const cap = context.text('max-cost');
    if (cap !== undefined && !(Number(cap) >= 0))
      throw new UsageError('--max-cost is an amount in US dollars, such as 0.50');
    const since = timeOption(context, 'since')?.first;
    const until = timeOption(context, 'until')?.end;
    const instructions = context.text('instructions');
    const sessions = context
      .text('hosted')
      ?.split(',')
      .filter((session) => session !== '');
    if (sessions !== undefined && engine !== 'claude') throw new UsageError('--hosted goes with --engine claude');
    const model = engine === 'claude' && sessions === undefined ? await claudeForDream(context) : undefined;
    const hosted = sessions === undefined ? undefined : await hostedForDream(context, sessions);
    const options: DreamOptions = {
      engine: hosted === undefined ? engine : 'hosted',
      ...(sessions === undefined ? {} : { hostedSessions: sessions }),
      trigger: 'command',
      dryRun: context.flag('dry-run'),
      sensitivity: 'balanced',
      isJudged: !context.flag('no-judge'),
      ...(cap === undefined ? {} : { limits: { ...DEFAULT_SPEND_LIMITS, dollarsPerDream: Number(cap) } }),
      ...scopeOptions(context),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
      ...(instructions === undefined ? {} : { instructions }),
    };
    const call: CallOptions = {
      signal: context.signal,
      ...(model === undefined ? {} : { model }),
      ...(hosted === undefined ? {} : { hosted }),
      onProgress: ({ step, steps, label }) => context.progress(`Dreaming ${step}/${steps}: ${label}`),
    };
    const store = await context.store();
    const asked = model ?? hosted;
    if (asked !== undefined && !context.json) {
      const estimate = await store.estimateDream(options, call);
      if (estimate.requests > 0) context.print(tellEstimate(asked.name, estimate));
    }
    const outcome = await store.dream(options, call);
    if (outcome.kind === 'busy') {
      throw new WorkError('Another dream is running on this store. Wait for it to end, then try again.');
    }
    if (context.json) {
      context.print(
        JSON.stringify({
          dream: dreamJson(outcome.record),
          findings: outcome.findings.map(findingJson),
          proposals: outcome.items.map(proposalJson),
        }),
      );
    } else {
      for (const finding of outcome.findings.slice(0, 10)) {
        context.print(`${finding.score.toFixed(2)}  ${finding.kind}  ${finding.summary}`);
      }
      for (const item of outcome.items) {
        const held = item.verdict.hits.map((hit) => hit.rule).join(', ');
        context.print(
          `${item.verdict.verdict.padEnd(6)}  ${proposalHeadline(item.proposal)}${held === '' ? '' : `  (${held})`}`,
        );
      }
      const { record } = outcome;
      for (const note of record.notes ?? []) context.print(note);
      if (record.estimate !== undefined) context.print(`Model: ${spending(record)}.`);
      context.print(
        `Dream ${record.id} ${record.status}: ${record.committed} committed, ${record.waiting} wait for you, ${record.refused} refused.`,
      );
    }
    return outcome.record.status === 'failed' ? 1 : 0;
  },
};
