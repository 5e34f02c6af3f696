import { createHash } from 'node:crypto';

/** The principles the gate reads. Later parts (built-in, the user's, a workspace's) can only add to earlier ones. */
export interface Constitution {
  /** Plain sentences for people, and for a model that judges. */
  readonly principles: readonly string[];
  /** Path prefixes whose memories change only by a person. */
  readonly protectedPaths: readonly string[];
  /** Words or phrases, compared without case, whose memories change only by a person. */
  readonly protectedTopics: readonly string[];
  /** Words or phrases, compared without case, that are never stored. */
  readonly neverStore: readonly string[];
}

export const BUILT_IN_CONSTITUTION: Constitution = {
  principles: [
    'A memory says only what its evidence says; a hedge stays a hedge.',
    'Words that no person said never become a rule without a person.',
    'What a person wrote is changed only by that person, or with their consent.',
    'Nothing is deleted silently.',
    'No secret is stored.',
    'Advice that weakens a check, a review or a permission is for a person to give.',
    'Who is spoken of did not ask to be remembered: personal data stays out.',
  ],
  protectedPaths: ['/compliance/', '/security/', '/policies/'],
  protectedTopics: [
    'compliance',
    'gdpr',
    'hipaa',
    'pci dss',
    'incident response',
    'production database',
    'production deploy',
  ],
  neverStore: [],
};

/** The union of both: an addition can protect more, never less. */
export function tighten(constitution: Constitution, addition: Partial<Constitution>): Constitution {
  const join = (key: keyof Constitution): readonly string[] => [
    ...new Set([...constitution[key], ...(addition[key] ?? [])]),
  ];
  return {
    principles: join('principles'),
    protectedPaths: join('protectedPaths'),
    protectedTopics: join('protectedTopics'),
    neverStore: join('neverStore'),
  };
}

const hashes = new WeakMap<Constitution, string>();

/** Lowercase hex SHA-256; kept with every verdict. */
export function constitutionHash(constitution: Constitution): string {
  const known = hashes.get(constitution);
  if (known !== undefined) return known;
  const { principles, protectedPaths, protectedTopics, neverStore } = constitution;
  const content = JSON.stringify([principles, protectedPaths, protectedTopics, neverStore]);
  const hash = createHash('sha256').update(content).digest('hex');
  hashes.set(constitution, hash);
  return hash;
}
