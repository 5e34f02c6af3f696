import type { RuleHit } from '../dream/verdict.ts';
import type { PersonalDataHandling } from '../dreamwright.ts';
import type { Origin } from '../origin.ts';
import { type Allowance, isAllowed, withoutAllowed } from './allowance.ts';
import type { TextRule } from './rule.ts';
import type { Subject } from './subject.ts';

/** Addresses that belong to nobody: documentation domains, robots, git remotes, package scopes. */
const NOBODY =
  /@(?:[\w-]+\.)*(?:example|test|invalid|localhost|local|email|domain|company|acme|foo|bar|your\w*)(?:\.\w+)*$|^(?:git|no-?reply|noreply|bot|support|info|hello|security|user|you|name|me|foo|test|admin|root)@|\[bot\]|noreply|@\d+(?:\.\d+)*/iu;
const EMAIL = /(?<![\w.+%/-])[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}\b(?![:/])/gu;
/** A country code, or groups as people write them; dates, versions, ids and ports have other shapes. */
const PHONE =
  /(?<![\w.+/:#-])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){2,4}|\(\d{3}\) ?\d{3}[ .-]\d{4}|\d{3}[.-]\d{3}[.-]\d{4})(?![\w-]|\.\d)/gu;
const CARD = /(?<![\w.-])(?:\d[ -]?){12,18}\d(?![\w-]|\.\d)/gu;
const HOME =
  /(?<![\w.])(?:\/(?:Users|home)\/|[A-Za-z]:\\{1,2}Users\\{1,2})(?!(?:user|username|you|yourname|your-name|name|me|runner|vscode|node|ubuntu|root|app|dev|ec2-user|shared|public|Public|Shared|jovyan|circleci|gitpod|codespace|coder|linuxbrew|[<${[*.…])(?:[\\/\s"'`)]|$))[A-Za-z][\w.-]{1,40}/gu;
const SOCIAL_SECURITY = /(?<![\w-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/gu;
const IBAN = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/gu;
const STREET =
  /(?<![\w-])\d{1,5} (?:[A-Z][a-z]{2,15} ){1,3}(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Boulevard|Blvd\.|Lane|Drive|Court)(?![\w-])|(?<!\w)[A-ZÄÖÜ][a-zäöüß]{2,20}(?:straße|strasse|gasse|weg) \d{1,4}[a-z]?(?!\w)/gu;

/** The check digit of payment cards (Luhn, ISO/IEC 7812-1). */
function hasLuhnDigit(digits: string): boolean {
  let sum = 0;
  for (const [place, digit] of Array.from(digits).reverse().entries()) {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

function isCard(found: string): boolean {
  const digits = found.replace(/\D/gu, '');
  return (
    /^(?:4\d{12}(?:\d{3})?|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|6\d{15,18})$/u.test(digits) &&
    new Set(digits).size > 3 &&
    hasLuhnDigit(digits)
  );
}

/** ISO 13616: the first four characters moved to the end, letters as 10 to 35, modulo 97 is 1. */
function isAccount(found: string): boolean {
  const compact = found.replaceAll(' ', '');
  if (compact.length < 15) return false;
  let remainder = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    for (const digit of Number.parseInt(character, 36).toString()) remainder = (remainder * 10 + Number(digit)) % 97;
  }
  return remainder === 1;
}

interface PersonalRule extends TextRule {
  /** The text without what the rule finds and nobody allowed. */
  readonly mask: (text: string, allowances: readonly Allowance[]) => string;
}

function personal(
  name: string,
  what: string,
  example: string,
  pattern: RegExp,
  accepts: (found: string) => boolean,
): PersonalRule {
  return {
    name: `personal.${name}`,
    meaning: `It holds ${what}.`,
    example,
    mend: 'Leave it out, or approve it if the memory needs it.',
    effect: () => 'review',
    find: (subject: Subject) => (subject.text.match(pattern)?.some(accepts) ? `holds ${what}` : null),
    mask: (text, allowances) =>
      text.replace(pattern, (found) =>
        accepts(found) && !isAllowed(found, `personal.${name}`, allowances) ? `[redacted:${name}]` : found,
      ),
  };
}

const always = (): boolean => true;

/** The detail never repeats what was found: it may be shown, logged and journaled. */
export const PERSONAL_RULES: readonly PersonalRule[] = [
  personal('email', 'an e-mail address', 'Ask jane.doe@contoso.com for access.', EMAIL, (found) => !NOBODY.test(found)),
  personal('phone', 'a phone number', 'Call +49 30 901820.', PHONE, (found) => {
    const digits = found.replace(/\D/gu, '').length;
    return digits >= 8 && digits <= 15;
  }),
  personal('payment-card', 'a payment card number', 'Card 4012 8888 8888 1881', CARD, isCard),
  personal('bank-account', 'a bank account number', 'IBAN DE89 3704 0044 0532 0130 00', IBAN, isAccount),
  personal('social-security', 'a social security number', 'SSN 078-05-1120', SOCIAL_SECURITY, always),
  personal('street-address', 'the address of a person or a place', '12 Baker Street', STREET, always),
  personal('home-folder', 'the home folder of a person', 'The cache is in /home/jane/.cache.', HOME, always),
];

/** Each piece of personal data as `[redacted:<kind>]`; masking twice changes nothing more. */
export function maskPersonalData(text: string, allowances: readonly Allowance[] = []): string {
  const masked = PERSONAL_RULES.reduce((rest, rule) => rule.mask(rest, allowances), text);
  // One masked piece can lay another bare: a card before a house number reads as one long number.
  return masked === text ? text : maskPersonalData(masked, allowances);
}

/** What the rules of this file alone find, for words beside a memory's text. */
export function checkPersonalData(
  text: string,
  origin: Origin,
  allowances: readonly Allowance[] = [],
): readonly RuleHit[] {
  return PERSONAL_RULES.flatMap((rule) => {
    const detail = rule.find({ text: withoutAllowed(text, rule.name, allowances), origin, readings: [] });
    return detail === null ? [] : [{ rule: rule.name, effect: rule.effect(origin), detail }];
  });
}

/** What was chosen for personal data decides on it; what masking has left is for a person. */
export function handlePersonalData(hit: RuleHit, handling: PersonalDataHandling): RuleHit {
  return handling === 'refuse' && PERSONAL_RULES.some(({ name }) => name === hit.rule)
    ? { ...hit, effect: 'refuse' }
    : hit;
}
