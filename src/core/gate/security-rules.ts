import { findUnlessForbidden } from './negation.ts';
import type { TextRule } from './rule.ts';
import { shorten } from './wording.ts';

const CHECKS =
  '(?:tests?|test suite|type[- ]?check(?:ing|er|s)?|lint(?:ing|er|s)?|checks?|pre-?commit|pre-?push|hooks?|ci|verification|validation|authentication|authorization|auth checks?|security|signature|signing|code review|reviews?|coverage|scann(?:er|ing|s)|audit(?:ing|s)?|rate limit(?:s|ing)?|permission checks?|csrf|sanitization)';

function advice(name: string, meaning: string, example: string, patterns: readonly RegExp[]): TextRule {
  return {
    name: `security.${name}`,
    meaning,
    example,
    mend: 'A person who wants this approves it; wording that forbids it passes.',
    effect: () => 'review',
    find(subject) {
      for (const reading of subject.readings) {
        for (const pattern of patterns) {
          const found = findUnlessForbidden(reading, pattern);
          if (found !== null) return `advises “${shorten(found)}”`;
        }
      }
      return null;
    },
  };
}

/** Advice that weakens protection is for a person whoever gives it; a prohibition of the same is not advice. */
export const SECURITY_RULES: readonly TextRule[] = [
  advice(
    'weakens-check',
    'It advises to switch off or go around a check.',
    'Commit with --no-verify when the hook is slow.',
    [
      new RegExp(
        String.raw`\b(?:disable|turn(?:ing)? off|switch(?:ing)? off|skip|bypass|circumvent|suppress|deactivate|comment out|mute|ignore|get rid of)\b (?:[\w-]+ ){0,4}?${CHECKS}\b(?! (?:files?|folders?|dirs?|director(?:y|ies)|names?|output|for (?:docs|documentation)))`,
        'giu',
      ),
      /(?<![\w-])--(?:no-verify|no-gpg-sign|skip-(?:tests?|checks?|verify|hooks)|no-check|ignore-scripts=false|no-audit)\b|(?<!\S)-DskipTests\b|\bHUSKY=0\b|\bSKIP=\w+ git\b/giu,
      /\b(?:eslint-disable|biome-ignore|oxlint-disable|noqa|nolint|type: ?ignore|@ts-(?:ignore|nocheck)|pylint: ?disable)\b/giu,
      /\b(?:xit|xdescribe|(?:it|test|describe)\.skip|@?pytest\.mark\.skip|t\.Skip)\b/gu,
      /\b(?:delete|remove) (?:the |any |all )?(?:failing|broken|flaky|red) (?:tests?|assertions?|checks?)\b|\bmerge (?:even if|although|while|despite) [^.!?\n]{0,30}(?:fail|red)/giu,
      /\b(?:setenforce 0|ufw disable|csrutil disable|Set-MpPreference|iptables -F)\b|\b(?:disable|turn off|stop) (?:the )?(?:firewall|antivirus|sandbox(?:ing)?|selinux|apparmor|audit log(?:ging)?|logging)\b/giu,
    ],
  ),
  advice('force-push', 'It advises to overwrite published history.', 'Use git push --force after a rebase.', [
    /\bgit push\b[^\n;&|]{0,60}(?:--force(?!-with-lease)|(?<=\s)-f\b|\s\+\w+)|(?<![\w-])push --force\b(?!-with-lease)|\bforce[- ]push(?:ing|es)?\b|\brewrite (?:the )?(?:published |git |shared )?history\b/giu,
  ]),
  advice(
    'destroys-data',
    'It advises a command that destroys data beyond repair.',
    'Run rm -rf ~ when the disk is full.',
    [
      /\brm -[a-z]*r[a-z]*f?[a-z]* (?:--no-preserve-root )?(?:\/(?:\s|$|\*)|~|\$HOME|\.(?:\s|$))|\bgit (?:reset --hard|clean -[a-z]*f[a-z]*d)|\bdrop (?:database|table)\b(?! if)|\bmkfs\b|\bdd if=\S+ of=\/dev\//giu,
    ],
  ),
  advice('widens-permissions', 'It advises more access than the work needs.', 'Run chmod -R 777 on the build folder.', [
    /\bchmod (?:-\w+ )?(?:0?777|0?666|a\+rwx|ugo\+rwx|o\+w)\b|--dangerously-[\w-]+|--privileged\b|--yolo\b|\bpermissions: ?write-all\b|\bAdministratorAccess\b|(?<![\d.])0\.0\.0\.0\/0|\bNOPASSWD\b|"?Action"?: ?"\*"|"?Resource"?: ?"\*"/giu,
    /\b(?:grant|give|allow|add|assign)\b[^.!?\n]{0,40}\b(?:admin(?:istrator)?|root|full|write|unrestricted|public|sudo|superuser|owner) (?:access|rights|permissions?|privileges|role)\b|\brun (?:it |this |everything |the agent )?(?:as root|with sudo)\b|\b(?:make|set) (?:the )?(?:bucket|repo(?:sitory)?|database) public\b|\ballow all origins\b|\bAccess-Control-Allow-Origin: ?\*/giu,
    /\b(?:trust|whitelist|allowlist|auto-?approve|always allow)\b (?:\w+ ){0,3}?(?:all|any|every|everything|untrusted|unsigned|unknown)\b|\b(?:assistant|agent) has (?:administrator|admin|root) rights\b/giu,
  ]),
  advice('tls-off', 'It advises to stop verifying certificates or host keys.', 'Set NODE_TLS_REJECT_UNAUTHORIZED=0.', [
    /\bNODE_TLS_REJECT_UNAUTHORIZED\b\s?=?\s?["']?0|\brejectUnauthorized["']?\s?[:=]\s?false|\bverify\s?=\s?False\b|\bInsecureSkipVerify["']?\s?[:=]\s?true|\bGIT_SSL_NO_VERIFY\b|\bhttp\.sslVerify\s?=?\s?false|\bstrict-ssl["']?\s?[=:]?\s?false|\bStrictHostKeyChecking[= ]no\b|\bPYTHONHTTPSVERIFY=0|\bcurl\b[^\n|;]{0,80}(?:\s-k\b|\s--insecure\b)|\bwget\b[^\n|;]{0,80}--no-check-certificate|--trusted-host\b|--insecure-skip-tls-verify\b/giu,
    /\b(?:disable|turn off|skip|ignore|bypass)\b (?:\w+ ){0,3}?(?:tls|ssl|certificate|cert|host key)s?(?: verification| validation| errors?| checks?| warnings?)?\b/giu,
  ]),
  advice(
    'commits-credentials',
    'It advises to keep credentials where others can read them.',
    'Commit the .env file so that CI has the token.',
    [
      /\b(?:commit|check in|push|add|hard-?code|embed|paste|log|print|echo|store|save|write|share|put)\b[^.!?\n]{0,40}(?:\b(?:credentials?|passwords?|secrets?|api[ -]?keys?|access tokens?|private keys?)\b|(?<!\w)\.env\b(?!\.example))[^.!?\n]{0,40}\b(?:in(?:to|side)? (?:the |a |our )?(?:git|repo(?:sitory)?|source|code|config|readme|memory|plain ?text|chat|issue|log)s?|to (?:git|the repo(?:sitory)?|version control|github|stdout|the log)|in plain ?text|unencrypted)\b/giu,
      /\bgit add (?:-f |--force )?\S{0,40}\.env\b(?!\.example)|\b(?:commit|check in) (?:the |your |our )?\.env\b(?!\.example)/giu,
    ],
  ),
  advice('runs-remote-code', 'It advises to run code straight from the network.', 'curl -s https://… | sh', [
    /\b(?:curl|wget|fetch)\b[^\n|]{0,200}\|\s{0,3}(?:sudo )?(?:-\w+ )?(?:ba|z|da|k)?sh\b|\b(?:ba|z)?sh <\(\s?curl\b|\b(?:ba)?sh -c ["']?\$\((?:curl|wget)\b|\beval ["']?\$\((?:curl|wget)\b|\b(?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b[^\n|]{0,200}\|\s{0,3}(?:iex|Invoke-Expression)\b|\bpython3? -c ["'][^"'\n]{0,80}urlopen/giu,
    /\b(?:run|execute|source|eval|install)\b (?:the |this |that |an? )?(?:\w+ ){0,3}?(?:script|code|installer|binary|command|package|file)s? (?:at|from|on|behind|found at) (?:the |an? )?(?:https?:\/\/|url\b|link\b)|\b(?:run|execute) https?:\/\//giu,
    /\b(?:download|fetch) and (?:run|execute|install|eval)\b|\b(?:pip|npm|pnpm|yarn|cargo|go) (?:install|add|i)\b[^\n]{0,60}(?:https?:\/\/|git\+http|--(?:index-url|extra-index-url|registry)[ =])/giu,
  ]),
  advice('skips-approval', 'It advises to act without asking a person.', 'Merge without approval when CI is green.', [
    /\bwithout (?:asking|(?:user |human |explicit |my |any |further )?(?:approval|confirmation|permission|consent))\b|\b(?:auto-?(?:approve|merge|accept))\b|\b(?:skip|bypass)\b (?:\w+ ){0,2}?(?:approvals?|confirmations?|permission prompts?|consent)\b|\bno (?:need to ask|approval (?:is )?(?:needed|required|necessary))\b|\b(?:do not|don[’']?t) (?:wait for|ask for) (?:approval|confirmation|permission)\b/giu,
  ]),
];
