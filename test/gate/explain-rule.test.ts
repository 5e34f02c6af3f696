import { describe, expect, it } from 'vitest';
import { BUILT_IN_CONSTITUTION, constitutionHash, tighten } from '../../src/core/dream/constitution/constitution.ts';
import { explainRule } from '../../src/core/gate/explain-rule.ts';
import { GATE_RULES } from '../../src/core/gate/gate-rules.ts';

describe('the documentation of the rules', () => {
  it('names each rule once, family first, with a line and an example', () => {
    const names = GATE_RULES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, meaning, mend, example } of GATE_RULES) {
      expect(name).toMatch(
        /^(?:secret|personal|injection|security|origin|evidence|semantic|store|size|sensitivity|constitution)\.[a-z*-]+$/u,
      );
      expect(meaning).toMatch(/^[A-Z].*\.$/u);
      expect(mend).toMatch(/^[A-Z].*\.$/u);
      expect(example).not.toBe('');
    }
  });

  it('explains a rule, any kind of secret, and a rule it does not know', () => {
    expect(explainRule('semantic.pinned')).toBe(
      'It touches a memory that a person pinned, or says the opposite beside it. Approve it, or unpin the memory first.',
    );
    expect(explainRule('secret.github-token')).toBe(explainRule('secret.*'));
    expect(explainRule('other.rule')).toBe('A person decides.');
  });
});

describe('the constitution', () => {
  it('can be tightened, never loosened, and its hash tells the versions apart', () => {
    const tightened = tighten(BUILT_IN_CONSTITUTION, { protectedPaths: ['/release/'], neverStore: ['Bluebird'] });
    expect(tightened.protectedPaths).toEqual([...BUILT_IN_CONSTITUTION.protectedPaths, '/release/']);
    expect(tightened.principles).toEqual(BUILT_IN_CONSTITUTION.principles);
    expect(tighten(BUILT_IN_CONSTITUTION, { principles: [], protectedPaths: [] })).toEqual(BUILT_IN_CONSTITUTION);
    expect(constitutionHash(tightened)).not.toBe(constitutionHash(BUILT_IN_CONSTITUTION));
    expect(constitutionHash({ ...tightened })).toBe(constitutionHash(tightened));
  });
});
