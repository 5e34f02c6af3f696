import type { ModelMessage } from '../../agent/model.ts';
import { collapseWhiteSpace } from '../../evidence.ts';
import type { Json, JsonObject } from '../../json.ts';
import { lastDayBefore } from '../../memory/last-day.ts';
import { isCurrent, type Memory } from '../../memory/memory.ts';
import { estimateTokens } from '../../memory/prompt.ts';
import { redact } from '../../secrets/redact.ts';
import type { CommandRun, SessionDigest } from '../analyze/digest/digest.ts';
import { contentTerms } from '../analyze/terms/terms.ts';
import type { EngineInput } from '../engine.ts';
import type { Finding } from '../finding.ts';
import type { Rewording } from '../learn/learned-wording.ts';
import type { ShortNames } from './short-names.ts';
import { shownRules } from './shown-rules.ts';

const MEMORY_TOKENS = 20_000;
const FINDINGS_SHOWN = 60;
const EVIDENCE_SHOWN = 4;
const FAILURES_SHOWN = 12;
const STATEMENTS_SHOWN = 20;
const FILES_SHOWN = 12;
const REWORDINGS_SHOWN = 6;
const LONGEST_TEXT = 300;

/** One request's worth of what a model is shown; the first message is the same in all of a dream. */
export type Brief = readonly [shared: ModelMessage, own: ModelMessage];

/** What the model is shown, in pieces of at most `tokens` each: memories, findings and digests, never the raw logs. */
export function briefs(input: EngineInput, names: ShortNames, tokens: number): readonly Brief[] {
  const findings = input.findings.slice(0, FINDINGS_SHOWN);
  const lines = [
    ...findings.map((finding) => ({ heading: '## Findings', line: findingLine(finding, names) })),
    ...input.digests
      .filter(({ session }) => input.newSessions.has(session))
      .map((digest) => ({ heading: '## Digests of new sessions', line: digestLine(digest, names) })),
  ];
  const shared: ModelMessage = { role: 'user', text: sharedPart(input, findings) };
  const room = Math.max(1, tokens - estimateTokens(shared.text));
  const pieces: string[][] = [];
  let left = 0;
  let heading = '';
  for (const one of lines) {
    const needed = estimateTokens(one.line);
    if (needed > left || pieces.length === 0) {
      pieces.push([]);
      left = room;
      heading = '';
    }
    if (one.heading !== heading) pieces.at(-1)?.push(one.heading);
    heading = one.heading;
    pieces.at(-1)?.push(one.line);
    left -= needed;
  }
  return pieces.map((piece) => [shared, { role: 'user', text: piece.join('\n') }]);
}

function sharedPart(input: EngineInput, findings: readonly Finding[]): string {
  const { memories, workspace, instructions, rewordings, now } = input;
  const rules = shownRules(workspace.rules, findings);
  const wishes = redact(instructions).text.trim();
  const shown = relevantMemories(
    memories.filter((memory) => isCurrent(memory, now.toISOString())),
    findings,
  );
  return [
    `Today is ${now.toISOString().slice(0, 10)}.`,
    ...(wishes === '' ? [] : [`The person whose memory this is asks you to pay attention to this:\n${wishes}`]),
    ...(rewordings.length === 0 ? [] : ['## What a person made of earlier proposals', ...shownRewordings(rewordings)]),
    ...(rules.length === 0 ? [] : ['## What the rule files say', ...rules]),
    '## Memories as they stand',
    ...(shown.length === 0 ? ['None yet.'] : shown.map(memoryLine)),
  ].join('\n');
}

function shownRewordings(rewordings: readonly Rewording[]): readonly string[] {
  return rewordings
    .slice(0, REWORDINGS_SHOWN)
    .map(({ proposed, became }) => JSON.stringify({ proposed: short(proposed), became: short(became) }));
}

/** The memories that share most with the findings, as many as fit; all of them in a small store. */
function relevantMemories(memories: readonly Memory[], findings: readonly Finding[]): readonly Memory[] {
  const asked = new Set(findings.flatMap(({ summary }) => contentTerms(summary)));
  const ranked = memories
    .map((memory) => ({ memory, shared: contentTerms(memory.text).filter((term) => asked.has(term)).length }))
    .sort((a, b) => b.shared - a.shared || (a.memory.path < b.memory.path ? -1 : 1));
  let left = MEMORY_TOKENS;
  return ranked.flatMap(({ memory }) => {
    left -= estimateTokens(memory.text);
    return left < 0 ? [] : [memory];
  });
}

function memoryLine({ path, kind, text, validFrom, validTo, pinned }: Memory): string {
  const until = validTo === null ? undefined : lastDayBefore(validTo);
  const since = validFrom.slice(0, 10);
  return JSON.stringify({ path, kind, since, ...(until !== undefined && { until }), ...(pinned && { pinned }), text });
}

function findingLine(finding: Finding, names: ShortNames): string {
  return JSON.stringify({
    finding: names.finding(finding.id),
    kind: finding.kind,
    score: Number(finding.score.toFixed(2)),
    summary: finding.summary,
    sessions: finding.sessions.length,
    ...(finding.where !== undefined && { where: finding.where }),
    evidence: finding.evidence.slice(0, EVIDENCE_SHOWN).map((one) => ({ event: names.event(one), quote: one.quote })),
  });
}

function digestLine(digest: SessionDigest, names: ShortNames): string {
  const failures = digest.commands.filter(({ failed }) => failed).slice(-FAILURES_SHOWN);
  const files = [...new Set(digest.edits.map(({ file }) => file))].slice(0, FILES_SHOWN);
  return JSON.stringify({
    started: digest.started.slice(0, 16),
    agent: digest.agent,
    goal: short(digest.goal),
    said: digest.statements.slice(0, STATEMENTS_SHOWN).map(({ evidence, text, author }) => ({
      event: names.event(evidence),
      by: author,
      text: short(text),
    })),
    asked: digest.requests.map(({ text }) => short(text)).slice(0, STATEMENTS_SHOWN),
    failed: failures.map((run) => failureOf(run, digest.commands, names)),
    edited: files,
    ...(digest.refusals > 0 && { refusals: digest.refusals }),
  });
}

/** A failed run, with what was run until the same command passed. */
function failureOf(run: CommandRun, all: readonly CommandRun[], names: ShortNames): JsonObject {
  const passed = all.find(({ command, failed, index }) => command === run.command && !failed && index > run.index);
  const between: readonly Json[] =
    passed === undefined
      ? []
      : all
          .filter(({ index, failed }) => index > run.index && index < passed.index && !failed)
          .slice(-3)
          .map(({ command }) => command);
  return {
    event: names.event(run.evidence),
    command: short(run.command),
    error: short(run.signature),
    ...(passed !== undefined && { passedAfter: between }),
  };
}

function short(text: string): string {
  return Array.from(collapseWhiteSpace(text)).slice(0, LONGEST_TEXT).join('');
}
