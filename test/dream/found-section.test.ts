import { describe, expect, it } from 'vitest';
import type { Statement } from '../../src/core/dream/finding.ts';
import { foundSection } from '../../src/core/dream/found-section.ts';

function corrected(text: string, sessions: readonly string[]): Statement {
  return {
    id: text,
    kind: 'correction',
    score: 0.15,
    summary: `Corrected: “${text}”`,
    evidence: [],
    sessions,
    text,
    standing: 'none',
    subject: text,
    about: '',
    isHedged: false,
    author: 'ada',
    origin: 'user',
    at: '2026-01-01T00:00:00.000Z',
    firstAt: '2026-01-01T00:00:00.000Z',
    lastAt: '2026-01-01T00:00:00.000Z',
  };
}

describe('what a report tells of what was found', () => {
  it('puts corrections of one session below the table, five by name', () => {
    const once = Array.from({ length: 7 }, (_, number) => corrected(`not file ${number}`, ['a']));
    const section = foundSection([corrected('wrong again', ['a', 'b']), ...once]);
    expect(section.split('\n').filter((line) => line.startsWith('| 0.15'))).toEqual([
      '| 0.15 | correction | Corrected: “wrong again” |',
    ]);
    expect(section).toContain('7 corrections of one session alone');
    expect(section.match(/^- “not file/gmu)).toHaveLength(5);
    expect(section).toMatch(/- and 2 more$/u);
  });

  it('says so when nothing was found', () => {
    expect(foundSection([])).toBe('## Found\n\nNothing found.');
  });
});
