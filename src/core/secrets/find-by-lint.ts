import type { LintCreator, LintRule } from './lint-rules.ts';
import { isPlaceholder } from './placeholder.ts';
import type { SecretHit } from './secret-rule.ts';

type Context = Parameters<LintCreator['create']>[0];
type Report = Parameters<Context['report']>[0];
type Source = Parameters<NonNullable<ReturnType<LintCreator['create']>['file']>>[0];

function hasNoPlaces(): never {
  throw new Error('A rule of secretlint asked for lines and columns.');
}

function sourceOf(content: string): Source {
  return {
    content,
    // The one file in which secretlint also looks for tokens in the addresses of packages.
    filePath: 'package.json',
    physicalFilePath: undefined,
    contentType: 'text',
    ext: '.json',
    hasBOM: false,
    getFilePath: () => undefined,
    getPhysicalFilePath: () => undefined,
    locationToRange: hasNoPlaces,
    rangeToLocation: hasNoPlaces,
    positionToIndex: hasNoPlaces,
    indexToPosition: hasNoPlaces,
  };
}

/** Where the secret stands that the report's words name: the ranges of some rules begin at the name before it. */
function locate(text: string, { message, range }: Report): readonly [start: number, end: number] {
  const values: readonly unknown[] = Object.values(message.data ?? {});
  const secret = values.find((value) => typeof value === 'string') ?? '';
  const start = text.indexOf(secret, range[0]);
  return secret === '' || start < 0 ? range : [start, start + secret.length];
}

/** A private key holds runs of one letter; its rule looks at how it begins. */
function isStandIn(kind: string, secret: string): boolean {
  return kind !== 'private-key' && isPlaceholder(secret);
}

/** What a rule of secretlint finds in a text, placeholders aside; hits may overlap. */
export function findByLint({ kind, creator }: LintRule, text: string): readonly SecretHit[] {
  const reports: Report[] = [];
  const context: Context = {
    sharedOptions: {},
    createTranslator: () => (messageId, data) => ({ message: '', messageId: String(messageId), data }),
    report: (report) => reports.push(report),
    ignore: () => undefined,
  };
  void creator.create(context, {}).file?.(sourceOf(text));
  return reports.flatMap((report) => {
    const [start, end] = locate(text, report);
    return isStandIn(kind, text.slice(start, end)) ? [] : [{ kind, start, end }];
  });
}
