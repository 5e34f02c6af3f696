import { listed } from '../../listed.ts';
import { commandPurpose } from '../analyze/failures/command-purpose.ts';
import { EDIT_NAMED_FILES, RUN_AS } from '../analyze/failures/find-remedy.ts';
import { dateSpan } from '../dates.ts';
import type { RecurringFailure } from '../finding.ts';
import { type MemoryDraftText, NO_SUPPORT } from './draft.ts';
import { draftFromSharedError } from './from-shared-error.ts';

/** The failure must have been seen in this many independent sessions before it is worth a memory. */
const WORTH_A_MEMORY = 3;

/** What to write down about a command that keeps failing: the procedure that made it pass, and what it blames most. */
export function draftsFromFailure(finding: RecurringFailure): readonly MemoryDraftText[] {
  if (finding.error !== null) return [draftFromSharedError(finding)].filter((draft) => draft !== null);
  if (finding.sessions.length < WORTH_A_MEMORY) return [];
  const drafts = [procedure(finding), blamed(finding)];
  return drafts.filter((draft) => draft !== null);
}

function procedure(finding: RecurringFailure): MemoryDraftText | null {
  const advice = adviceOn(finding);
  if (advice === null) return null;
  const { command, remedy } = finding;
  const count = finding.sessions.length;
  const isForm = remedy?.steps.some((step) => step.startsWith(RUN_AS)) ?? false;
  const passed =
    remedy === null ? '' : `, and passed again in ${remedy.episodes} of them ${isForm ? 'that way' : 'after this'}`;
  return {
    ...common(finding),
    renewsOnly: finding.isTold,
    title: advice.title,
    text: `${advice.sentence}\n\n\`${command}\` failed in ${count} independent sessions ${dateSpan(finding.firstAt, finding.lastAt)}${passed}.`,
    kind: remedy === null ? 'pitfall' : 'procedure',
    evidence: [...finding.evidence, ...(remedy?.evidence ?? [])].filter(
      (evidence, index, all) =>
        all.findIndex((other) => other.session === evidence.session && other.event === evidence.event) === index,
    ),
    origin: 'assistant',
    confidence: remedy === null ? 0.5 : 0.8,
    reason: finding.summary,
    support: {
      ...NO_SUPPORT,
      independentSessions: count,
      failedSessions: count,
      passedSessions: remedy?.episodes ?? 0,
      isDeclaredCommand: finding.isDeclared,
    },
  };
}

function adviceOn({
  command,
  remedy,
  ruledBy,
}: RecurringFailure): { readonly title: string; readonly sentence: string } | null {
  const isCheck = commandPurpose(command) === 'check';
  const steps = remedy?.steps ?? [];
  const [given] = steps.flatMap((step) => (step.startsWith(RUN_AS) ? step.slice(RUN_AS.length) : []));
  if (given !== undefined) return { title: `run ${given}`, sentence: `Run ${given}: plain \`${command}\` fails here.` };
  const runs = steps.filter((step) => step !== EDIT_NAMED_FILES);
  if (runs.length > 0) {
    const done = runs.join(', then ');
    const also = steps.includes(EDIT_NAMED_FILES) ? `, ${EDIT_NAMED_FILES}, and run it again` : ' and run it again';
    const commands = runs.every((step) => step.startsWith('run ')) && !steps.includes(EDIT_NAMED_FILES);
    return commands
      ? { title: `${done} before ${command}`, sentence: `${capital(done)} before \`${command}\`.` }
      : { title: `when ${command} fails ${done}`, sentence: `When \`${command}\` fails, ${done}${also}.` };
  }
  // That a failing test or build is mended by editing sources is everyday work, and worth no memory.
  if (!isCheck) return null;
  if (remedy === null)
    return {
      title: `read what ${command} reports`,
      sentence: `Run \`${command}\` early and read its whole report: it often fails here${ruledBy === null ? '' : `, although ${ruledBy} names it`}.`,
    };
  const title = `run ${command} after each change`;
  const sentence =
    ruledBy === null
      ? `Run \`${command}\` after each change, and fix what it reports in the files it names before you go on.`
      : `Run \`${command}\` after each change, not only at the end: it keeps failing although ${ruledBy} names it.`;
  return { title, sentence };
}

function blamed(finding: RecurringFailure): MemoryDraftText | null {
  const rules = finding.rules.slice(0, 3);
  const isMendedByCommand = finding.remedy !== null && !finding.remedy.steps.includes(EDIT_NAMED_FILES);
  if (rules.length === 0 || isMendedByCommand || commandPurpose(finding.command) !== 'check') return null;
  const names = rules.map(({ name }) => `\`${name}\``);
  const fewest = Math.min(...rules.map(({ sessions }) => sessions));
  return {
    ...common(finding),
    title: `what ${finding.command} blames most`,
    text: `Write new code with ${listed(names)} in mind: ${names.length > 1 ? 'they are' : 'it is'} what \`${finding.command}\` reports most often.\n\n${names.length > 1 ? `Each was seen in ${fewest} or more` : `Seen in ${fewest}`} independent sessions, ${dateSpan(finding.firstAt, finding.lastAt)}.`,
    kind: 'pitfall',
    evidence: finding.evidence,
    // The names are words of the tool.
    origin: 'tool',
    confidence: 0.6,
    reason: `\`${finding.command}\` keeps failing on the same checks: ${rules.map(({ name }) => name).join(', ')}`,
    support: { ...NO_SUPPORT, independentSessions: fewest },
  };
}

function common(finding: RecurringFailure) {
  const topic = /([\w-]+)\W*$/u.exec(finding.command.replace(/:[\w:-]+$/u, ''))?.[1] ?? 'commands';
  return { folder: topic, tags: [topic], author: 'dream', validFrom: finding.firstAt, finding: finding.id } as const;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
