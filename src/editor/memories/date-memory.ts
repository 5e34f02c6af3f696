import * as vscode from 'vscode';
import type { Dreamwright } from '../../core/dreamwright.ts';
import { lastDayBefore } from '../../core/memory/last-day.ts';
import type { Memory } from '../../core/memory/memory.ts';
import type { MemoryDates } from '../../core/personal/decide-dates.ts';
import { outcomeProblem } from '../outcome-message.ts';
import { datesAhead, parseDay } from './dates-ahead.ts';

/** Which of a memory's dates a person sets, and how they are asked for it. */
export interface DateQuestion {
  readonly field: keyof MemoryDates;
  readonly title: string;
  readonly none: string;
}

export const VERIFY_AGAIN: DateQuestion = {
  field: 'verifyBy',
  title: 'Verify again by',
  none: 'Never ask',
};

export const HOLDS_UNTIL: DateQuestion = {
  field: 'validTo',
  title: 'Holds until',
  none: 'No end date',
};

/** Asks for the date and keeps it; true when something was changed. */
export async function dateMemory(store: Dreamwright, memory: Memory, question: DateQuestion): Promise<boolean> {
  const current: MemoryDates = { validTo: memory.validTo, verifyBy: memory.verifyBy ?? null };
  const now = new Date();
  const kept = current[question.field];
  const picks = [
    ...datesAhead(now).map(({ label, at }) => ({ label, description: lastDayBefore(at), answer: at })),
    { label: 'On a date…', description: '', answer: 'ask' },
    ...(kept === null ? [] : [{ label: question.none, description: '', answer: null }]),
  ];
  const picked = await vscode.window.showQuickPick(picks, {
    title: `${question.title}: ${memory.path}`,
    placeHolder: kept === null ? 'No date is set' : `Now ${lastDayBefore(kept)}`,
  });
  if (picked === undefined) return false;
  const date = picked.answer === 'ask' ? await askDay(question, now) : picked.answer;
  if (date === undefined) return false;
  // A date that has passed is not kept beside the new one: it has done its work.
  const ahead = (other: string | null) => (other !== null && other > now.toISOString() ? other : null);
  const dates = { validTo: ahead(current.validTo), verifyBy: ahead(current.verifyBy), [question.field]: date };
  const problem = outcomeProblem(await store.dateMemory(memory.id, dates));
  if (problem !== null) throw new Error(problem);
  return true;
}

async function askDay({ title }: DateQuestion, now: Date): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    placeHolder: 'YYYY-MM-DD',
    validateInput: (value) => (parseDay(value, now) === null ? 'Write a day to come, such as 2027-01-31.' : null),
  });
  return text === undefined ? undefined : (parseDay(text, now) ?? undefined);
}
