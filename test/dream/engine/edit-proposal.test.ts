import { expect, it } from 'vitest';
import { type EditGround, proposalOf } from '../../../src/core/dream/engine/edit-proposal.ts';
import { MODEL_EDIT } from '../../../src/core/dream/engine/prompts/propose-edits.ts';
import { NO_SUPPORT } from '../../../src/core/dream/propose/draft.ts';
import { buildMemory } from '../../gate/builders.ts';

it('what one agent learned is promoted to the workspace when a model says so', () => {
  const memory = buildMemory({ scope: 'agent' });
  const edit = MODEL_EDIT.parse({
    ...{ operation: 'promote', memory: memory.path, scope: 'workspace' },
    ...{ reason: 'All agents need it.', evidence: [], findings: [] },
  });
  const ground: EditGround = {
    ...{ memories: [memory], evidence: memory.evidence, findings: [], author: 'ann', source: '', replaces: false },
    ...{ origin: 'user', since: memory.validFrom, support: NO_SUPPORT },
  };
  const place = { dream: 'drm_1', now: new Date('2026-11-20T12:00:00.000Z') };
  expect(proposalOf(edit, ground, place)?.changes).toMatchObject([{ before: memory, after: { scope: 'workspace' } }]);
});
