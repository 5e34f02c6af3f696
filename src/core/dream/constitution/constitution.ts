import { canonicalJson } from '../../canonical-json.ts';
import type { Sensitivity } from '../../dreamwright.ts';
import { hashText } from '../../hash-text.ts';

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
  /** Who may approve proposals below a path prefix; where several speak of a path, all must allow it. */
  readonly approvers: readonly ApproverRule[];
  /** Path prefixes whose proposals take the approval of two people. */
  readonly twoApprovers: readonly string[];
  /** Levels below a path prefix, whatever level was chosen; the strictest that speaks of a path counts. */
  readonly levels: readonly LevelRule[];
  /** Rules of the gate that refuse below a path prefix. */
  readonly rules: readonly StricterRule[];
  /** Support that an edit below a path prefix needs at least. */
  readonly thresholds: readonly ThresholdRule[];
}

export interface LevelRule {
  readonly prefix: string;
  readonly level: Sensitivity;
}

export interface StricterRule {
  readonly prefix: string;
  /** The name of a rule, or of a family: `personal.*`. */
  readonly rule: string;
  readonly effect: 'refuse';
}

/** Sessions in which a person gave a standing instruction, said something, or a command failed and passed again. */
export const THRESHOLD_NAMES = ['instructions', 'statements', 'failures', 'passes'] as const;
export type ThresholdName = (typeof THRESHOLD_NAMES)[number];

export interface ThresholdRule {
  readonly prefix: string;
  readonly name: ThresholdName;
  readonly sessions: number;
}

export interface ApproverRule {
  readonly prefix: string;
  /** Names of people. */
  readonly people: readonly string[];
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
    'database migration',
    'release process',
    'rollback',
    'disaster recovery',
    'backup policy',
    'access control',
  ],
  neverStore: [],
  approvers: [],
  twoApprovers: [],
  levels: [],
  rules: [],
  thresholds: [],
};

/** The union of both: an addition can protect more, never less. */
export function tighten(constitution: Constitution, addition: Partial<Constitution>): Constitution {
  return {
    principles: join(constitution.principles, addition.principles),
    protectedPaths: join(constitution.protectedPaths, addition.protectedPaths),
    protectedTopics: join(constitution.protectedTopics, addition.protectedTopics),
    neverStore: join(constitution.neverStore, addition.neverStore),
    approvers: [...constitution.approvers, ...(addition.approvers ?? [])],
    twoApprovers: join(constitution.twoApprovers, addition.twoApprovers),
    levels: [...constitution.levels, ...(addition.levels ?? [])],
    rules: [...constitution.rules, ...(addition.rules ?? [])],
    thresholds: [...constitution.thresholds, ...(addition.thresholds ?? [])],
  };
}

function join(first: readonly string[], second: readonly string[] = []): readonly string[] {
  return [...new Set([...first, ...second])];
}

const hashes = new WeakMap<Constitution, string>();

/** Lowercase hex SHA-256 of its canonical JSON; kept with every verdict. */
export function constitutionHash(constitution: Constitution): string {
  const known = hashes.get(constitution);
  if (known !== undefined) return known;
  const hash = hashText(canonicalJson(constitution));
  hashes.set(constitution, hash);
  return hash;
}
