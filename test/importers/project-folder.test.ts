import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claudeCodeProjectFolder } from '../../src/importers/claude-code/project-folder.ts';

describe('the folder of Claude Code', () => {
  it.each([
    ['/Users/ada/my.app_2', '-Users-ada-my-app-2'],
    ['/Users/ada/my.app_2/', '-Users-ada-my-app-2'],
    ['C:\\Users\\ada\\app', 'C--Users-ada-app'],
    ['/', '-'],
  ])('for %s ends in %s', (workspace, name) => {
    expect(claudeCodeProjectFolder(workspace, '/home/ada', '')).toBe(join('/home/ada', '.claude', 'projects', name));
  });

  it('lies where the person has set it', () => {
    expect(claudeCodeProjectFolder('/w', '/home/ada', '/etc/claude')).toBe(join('/etc/claude', 'projects', '-w'));
  });
});
