import type { PersonalDataHandling } from '../../dreamwright.ts';
import type { Constitution } from './constitution.ts';

export const PRESET_NAMES = ['privacy', 'two-people', 'regulated'] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

/** What a team that has to comply with something adds to the built-in constitution in one word. */
export interface Preset {
  readonly addition: Partial<Constitution>;
  readonly personalData: PersonalDataHandling;
}

const PRIVACY: Partial<Constitution> = {
  principles: ['Nobody is named, described or made reachable in a memory.'],
  protectedTopics: ['personal data', 'customer data', 'user data', 'data subject', 'consent', 'data retention'],
  rules: [{ rule: 'personal.*', prefix: '/', effect: 'refuse' }],
};

const TWO_PEOPLE: Partial<Constitution> = {
  principles: ['Nothing becomes a memory that only one person has looked at.'],
  levels: [{ prefix: '/', level: 'cautious' }],
  twoApprovers: ['/'],
};

const PRESETS: Readonly<Record<PresetName, Preset>> = {
  privacy: { addition: PRIVACY, personalData: 'refuse' },
  'two-people': { addition: TWO_PEOPLE, personalData: 'review' },
  regulated: {
    addition: {
      principles: [...(PRIVACY.principles ?? []), 'Controls, audits and retention are for people to change.'],
      protectedPaths: ['/audit/', '/controls/', '/legal/', '/release/'],
      protectedTopics: [
        ...(PRIVACY.protectedTopics ?? []),
        'audit',
        'sox',
        'iso 27001',
        'change approval',
        'retention',
      ],
      rules: [...(PRIVACY.rules ?? []), { rule: 'security.*', prefix: '/', effect: 'refuse' }],
      levels: [{ prefix: '/', level: 'cautious' }],
      twoApprovers: ['/audit/', '/compliance/', '/controls/', '/legal/', '/policies/', '/security/'],
    },
    personalData: 'refuse',
  },
};

export function presetOf(name: PresetName): Preset {
  return PRESETS[name];
}
