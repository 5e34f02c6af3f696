import { describe, expect, it } from 'vitest';
import { asPeopleWord, type LearnedWording } from '../../../src/core/dream/learn/learned-wording.ts';
import { replacedPhrases } from '../../../src/core/dream/learn/replaced-phrases.ts';
import type { DreamOptions, Dreamwright } from '../../../src/core/dreamwright.ts';
import { openTemporary } from '../../service/open-temporary.ts';
import { scriptSession } from '../../service/session-script.ts';

const OPTIONS: DreamOptions = { engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'cautious' };

async function dreamOver(dreamwright: Dreamwright, command: string): Promise<void> {
  for (const number of [1, 2, 3]) {
    const { header, events } = scriptSession(`${command}-${number}`, `2026-01-1${number}`, [
      { user: `Ticket ${command}${number}.` },
      { run: `make ${command}`, output: 'Exit code 2\ngenerated files are out of date', fails: true },
      { run: `make ${command}-files`, output: 'generated 3 files' },
      { run: `make ${command}`, output: 'ok' },
    ]);
    await dreamwright.appendEvents(header, events);
  }
  await dreamwright.dream(OPTIONS);
}

async function waitingText(dreamwright: Dreamwright): Promise<string> {
  const [item] = await dreamwright.items(['waiting']);
  return item?.proposal.changes[0]?.after?.text ?? '';
}

async function editAndApprove(dreamwright: Dreamwright, edit: (text: string) => string): Promise<void> {
  const [item] = await dreamwright.items(['waiting']);
  const edited = await dreamwright.editProposal(item?.proposal.id ?? '', edit(await waitingText(dreamwright)));
  if (edited.kind !== 'waiting') throw new Error('the edit does not wait');
  await dreamwright.approve([{ id: edited.item.proposal.id, hash: edited.item.hash }]);
}

describe('edits of reviewers', () => {
  it('teach the next dream what to leave out and which words to use', async () => {
    const { dreamwright } = await openTemporary();
    const edit = (text: string) => (text.split('\n\n')[0] ?? '').replace('before', 'ahead of');
    await dreamOver(dreamwright, 'check');
    expect(await waitingText(dreamwright)).toMatch(/before `make check`\.\n\n`make check` failed in 3/u);
    await editAndApprove(dreamwright, edit);
    await dreamOver(dreamwright, 'verify');
    expect(await waitingText(dreamwright)).toContain('failed in 3 independent sessions');
    await editAndApprove(dreamwright, edit);
    await dreamOver(dreamwright, 'docs');
    expect(await waitingText(dreamwright)).toBe('Run `make docs-files` ahead of `make docs`.');
    const notes = (await dreamwright.dreams()).flatMap((dream) => dream.notes ?? []);
    expect(notes.join(' ')).toContain('1 text is worded as people edited earlier ones.');
  });

  it('are kept beside what was proposed, and leave the comments where they are', async () => {
    const { dreamwright } = await openTemporary();
    await dreamOver(dreamwright, 'check');
    const proposed = await waitingText(dreamwright);
    const [item] = await dreamwright.items(['waiting']);
    await dreamwright.comment(item?.proposal.id ?? '', 'Shorter, please.');
    await dreamwright.editProposal(item?.proposal.id ?? '', 'Run the generator first.');
    await dreamwright.editProposal(item?.proposal.id ?? '', 'Run the generator before the check.');
    const [edited] = await dreamwright.items(['waiting']);
    expect(edited).toMatchObject({ drafted: proposed, comments: [{ text: 'Shorter, please.' }] });
  });
});

describe('learned words', () => {
  const none: LearnedWording = { edits: [], phrases: [], droppedShapes: new Set() };

  it('are plain ones alone: names, numbers and code are nobody’s wording', () => {
    expect(replacedPhrases('Run the tests before lint.', 'Run the tests ahead of lint.')).toEqual([
      { from: 'before', to: 'ahead of' },
    ]);
    expect(replacedPhrases('Use `npm test` 3 times.', 'Use `pnpm test` 4 times.')).toEqual([]);
    expect(replacedPhrases('Run it with node_modules gone.', 'Run it with a cold cache_dir.')).toEqual([]);
  });

  it('keep a capital, and leave code as it is', () => {
    const wording = { ...none, phrases: [{ from: 'run', to: 'start' }] };
    expect(asPeopleWord('Run `run` and then run it again.', wording)).toBe('Start `run` and then start it again.');
  });

  it('never empty a text', () => {
    const wording = { ...none, droppedShapes: new Set(['` failed in # sessions']) };
    expect(asPeopleWord('`make` failed in 3 sessions.', wording)).toBe('`make` failed in 3 sessions.');
    expect(asPeopleWord('Run it. `make` failed in 4 sessions.', wording)).toBe('Run it.');
  });
});
