/** Marks an object that stands for a list of like objects; a plain object that has such a key is not packed. */
const COLUMNS = '~~';
/** Marks an object that stands for a list most of whose members are the same. */
const SPARSE = '~=';
const SHORTEST = 5;
const RADIX = 36;

/**
 * A plain value as text, several times smaller than its JSON and without loss: lists of like objects column by column,
 * of columns that mostly hold one value only the others, texts that come again once, times as milliseconds since the
 * first one. Read by {@link unpackJson}.
 */
export function packJson(value: object): string {
  const strings = countStrings(value);
  if (strings === null) return `\n${JSON.stringify(value)}`;
  const table = [...strings].flatMap(([text, times]) =>
    times > 1 && text.length >= SHORTEST && !isTime(text) ? [text] : [],
  );
  const times = [...strings.keys()].filter(isTime);
  const since = times.reduce((least, text) => Math.min(least, Date.parse(text)), Number.POSITIVE_INFINITY);
  const packing: Packing = {
    places: new Map(table.map((text, place) => [text, `~${place.toString(RADIX)}`])),
    since: Number.isFinite(since) ? since : 0,
  };
  return `${JSON.stringify([packing.since, ...table])}\n${JSON.stringify(packValue(value, packing))}`;
}

/** What {@link packJson} made a text of; undefined for any other text. */
export function unpackJson(text: string): unknown {
  const end = text.indexOf('\n');
  if (end < 0) return undefined;
  const body = text.slice(end + 1);
  if (end === 0) return JSON.parse(body);
  const [since, ...table]: readonly (string | number)[] = JSON.parse(text.slice(0, end));
  return JSON.parse(body, (_key, value) => {
    if (typeof value === 'string') return unpackString(value, Number(since), table);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    if (SPARSE in value) return unpackSparse(value[SPARSE]);
    return COLUMNS in value ? unpackColumns(value[COLUMNS]) : value;
  });
}

interface Packing {
  readonly places: ReadonlyMap<string, string>;
  /** Milliseconds since 1970 of the first time. */
  readonly since: number;
}

/** How often each text occurs; null where a key of the value is one of the marks. */
function countStrings(value: object): ReadonlyMap<string, number> | null {
  const counts = new Map<string, number>();
  const walk = (one: unknown): boolean => {
    if (typeof one === 'string') counts.set(one, (counts.get(one) ?? 0) + 1);
    if (typeof one !== 'object' || one === null) return true;
    return Object.entries(one).every(([key, inner]) => key !== COLUMNS && key !== SPARSE && walk(inner));
  };
  return walk(value) ? counts : null;
}

function packValue(value: unknown, packing: Packing): unknown {
  if (typeof value === 'string') return packString(value, packing);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return packList(value, packing);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, packValue(inner, packing)]));
}

function packString(text: string, { places, since }: Packing): string {
  const place = places.get(text);
  if (place !== undefined) return place;
  if (isTime(text)) return `@${(Date.parse(text) - since).toString(RADIX)}`;
  return /^[~@=]/u.test(text) ? `=${text}` : text;
}

function unpackString(text: string, since: number, table: readonly (string | number)[]): string {
  if (text.startsWith('~')) return String(table[Number.parseInt(text.slice(1), RADIX)]);
  if (text.startsWith('@')) return new Date(since + Number.parseInt(text.slice(1), RADIX)).toISOString();
  return text.startsWith('=') ? text.slice(1) : text;
}

/** Whether a text is a time in the one form that can be made again from its number. */
function isTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u.test(text)) return false;
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString() === text;
}

function packList(list: readonly unknown[], packing: Packing): unknown {
  const rows = list.filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
  const keys = Object.keys(rows[0] ?? {});
  const isAlike = rows.every((row) => Object.keys(row ?? {}).join('\n') === keys.join('\n'));
  if (rows.length === list.length && list.length > 1 && keys.length > 0 && isAlike) {
    const columns = keys.map((key) =>
      packList(
        rows.map((row) => Reflect.get(Object(row), key)),
        packing,
      ),
    );
    return { [COLUMNS]: [keys.map((key) => packString(key, packing)), columns] };
  }
  const packed = list.map((one) => packValue(one, packing));
  return sparse(packed) ?? packed;
}

/** The members that differ from the commonest one, with their places; null where they are too many to save anything. */
function sparse(list: readonly unknown[]): object | null {
  const texts = list.map((one) => JSON.stringify(one));
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [common = '', times = 0] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (list.length < 3 || times * 2 <= list.length) return null;
  const others = list.flatMap((one, place) => (texts[place] === common ? [] : [[place, one]]));
  return {
    [SPARSE]: [list.length, list[texts.indexOf(common)], others.map(([place]) => place), others.map(([, one]) => one)],
  };
}

function unpackSparse([length, common, places, others]: readonly [
  number,
  unknown,
  readonly number[],
  readonly unknown[],
]) {
  // Each member is a value of its own, as JSON would have made it.
  const list = Array.from({ length }, () => structuredClone(common));
  for (const [rank, place] of places.entries()) list[place] = others[rank];
  return list;
}

function unpackColumns([keys, columns]: readonly [readonly string[], readonly (readonly unknown[])[]]) {
  const [first = []] = columns;
  return first.map((_, row) => Object.fromEntries(keys.map((key, column) => [key, columns[column]?.[row]])));
}
