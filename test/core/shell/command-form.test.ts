import { describe, expect, it } from 'vitest';
import { commandForm, commonForm } from '../../../src/core/shell/command-form.ts';
import { splitCommand } from '../../../src/core/shell/split-command.ts';
import { folderAfterMove, workFolder } from '../../../src/core/shell/work-folder.ts';

const formOf = (line: string, folder = '') => commandForm(splitCommand(line)[0]?.words ?? [], folder);

describe('a command as it was run', () => {
  it.each([
    ['git pull --rebase', '', 'git pull --rebase'],
    ['time npm test 2>&1 | tail', 'web', 'cd web && npm test'],
    ['PYTHONPATH=src pytest tests', '', 'PYTHONPATH=src pytest tests'],
    ['git commit -m "mend the tests"', '', 'git commit -m …'],
  ])('%s in %j', (line, folder, form) => {
    expect(formOf(line, folder)).toBe(form);
  });
});

describe('what forms of a command have in common', () => {
  it.each([
    [['git pull --rebase', 'git pull --rebase origin main'], 'git pull --rebase'],
    [['git commit -m …', 'git commit -a -m …'], 'git commit'],
    [['pnpm --filter web build', 'pnpm --filter api build'], 'pnpm build'],
    [['cd web && npm test', 'cd web && npm test -- a'], 'cd web && npm test'],
    [['cd web && npm test', 'cd api && npm test'], 'npm test'],
  ])('%j', (forms, common) => {
    expect(commonForm(forms, common)).toBe(common);
  });
  it('falls back to the command where they share too little', () => {
    expect(commonForm(['bash -lc …', 'npm run lint'], 'npm run lint')).toBe('npm run lint');
  });
});

describe('the folder that a line works in', () => {
  it('is told from where the session began', () => {
    expect(workFolder('/repo', '/repo/web')).toBe('web');
    expect(workFolder('C:\\repo', 'C:\\repo\\web\\src')).toBe('web/src');
    expect(workFolder('/repo', '/elsewhere')).toBeNull();
    expect(workFolder('', '/repo')).toBe('');
  });
  it('moves with cd', () => {
    expect(folderAfterMove('/repo', '', 'web/')).toBe('web');
    expect(folderAfterMove('/repo', 'web', '..')).toBe('');
    expect(folderAfterMove('/repo', 'web', '/repo/api')).toBe('api');
    expect(folderAfterMove('/repo', '', '../other')).toBeNull();
    expect(folderAfterMove('', '', '/anywhere')).toBeNull();
  });
});
