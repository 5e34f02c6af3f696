import { describe, expect, it } from 'vitest';
import { datedProposal } from '../../../src/core/dream/propose/dated-proposal.ts';
import { buildMemory, buildProposal, NOW } from '../../gate/builders.ts';

const SAID = new Date(NOW.getTime() - 3_600_000).toISOString();

function adding(text: string) {
  const after = buildMemory({ id: 'new', text });
  return datedProposal(buildProposal({ changes: [{ id: 'new', before: null, after }] }), SAID, NOW);
}

describe('a proposal that a model wrote', () => {
  it('ceases to hold when its words say so, and tells the date', () => {
    const after = adding('Leave the importer alone until tomorrow.')?.changes[0]?.after;
    expect(after?.text).toMatch(/^Leave the importer alone until \d+ \w+ \d{4}\.$/u);
    expect(after?.validTo?.slice(0, 10)).toBe(new Date(NOW.getTime() + 2 * 86_400_000).toISOString().slice(0, 10));
  });

  it('is supported by nothing where nobody knows until when it holds', () => {
    expect(adding('Leave the importer alone until the release.')?.support).toMatchObject({
      isExplicitInstruction: false,
      independentSessions: 0,
    });
  });

  it('is none where its time is over', () => {
    expect(adding('Leave the importer alone until 2020-01-01.')).toBeNull();
    const after = buildMemory({ id: 'new', text: 'Leave the importer alone until Friday.' });
    const proposal = buildProposal({ changes: [{ id: 'new', before: null, after }] });
    expect(datedProposal(proposal, '2020-01-01T00:00:00.000Z', NOW)).toBeNull();
  });

  it('stays as it is where it names no time', () => {
    expect(adding('Run the importer before the exporter.')?.changes[0]?.after?.text).toBe(
      'Run the importer before the exporter.',
    );
  });
});
