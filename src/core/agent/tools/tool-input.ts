import { isJsonObject, type Json, type JsonObject } from '../../json.ts';

/** One property of a tool's input: how the model is told of it, and how what it wrote is read. */
export interface InputField<T> {
  readonly schema: JsonObject;
  readonly isRequired: boolean;
  /** What is expected instead, as a noun; models often write numbers and lists as text, which is taken. */
  read(value: Json): { readonly value: T } | { readonly expected: string };
}

type Fields = Readonly<Record<string, InputField<unknown>>>;
export type InputOf<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends InputField<infer T> ? T : never;
};

export type ReadInput<F extends Fields> =
  | { readonly kind: 'input'; readonly values: InputOf<F> }
  | { readonly kind: 'invalid'; readonly message: string };

export function text(description: string): InputField<string> {
  return {
    schema: { type: 'string', description },
    isRequired: true,
    read: (value) => (typeof value === 'string' ? { value } : { expected: 'a text' }),
  };
}

export function wholeNumber(description: string): InputField<number> {
  return {
    schema: { type: 'integer', description },
    isRequired: true,
    read: (value) => {
      const number = typeof value === 'string' && /^-?\d+$/u.test(value.trim()) ? Number(value) : value;
      return typeof number === 'number' && Number.isInteger(number)
        ? { value: number }
        : { expected: 'a whole number' };
    },
  };
}

export function claim(description: string): InputField<boolean> {
  return {
    schema: { type: 'boolean', description },
    isRequired: true,
    read: (value) => {
      const claimed = value === 'true' ? true : value === 'false' ? false : value;
      return typeof claimed === 'boolean' ? { value: claimed } : { expected: 'true or false' };
    },
  };
}

export function choice<const T extends string>(description: string, values: readonly T[]): InputField<T> {
  return {
    schema: { type: 'string', enum: values, description },
    isRequired: true,
    read: (value) => {
      const found = values.find((known) => known === value);
      return found === undefined ? { expected: `one of ${values.join(', ')}` } : { value: found };
    },
  };
}

export function list<T>(description: string, item: InputField<T>): InputField<readonly T[]> {
  return {
    schema: { type: 'array', items: item.schema, description },
    isRequired: true,
    read: (value) => {
      const parsed = typeof value === 'string' ? parseJson(value) : value;
      if (!Array.isArray(parsed)) return { expected: 'a list' };
      const values: T[] = [];
      for (const [index, one] of parsed.entries()) {
        const read = item.read(one);
        if ('expected' in read) return { expected: `a list with ${read.expected} at place ${index + 1}` };
        values.push(read.value);
      }
      return { value: values };
    },
  };
}

export function object<F extends Fields>(fields: F): InputField<InputOf<F>> {
  return {
    schema: inputSchema(fields),
    isRequired: true,
    read: (value) => {
      if (!isJsonObject(value)) return { expected: 'an object' };
      const read = readInput(fields, value);
      return read.kind === 'input' ? { value: read.values } : { expected: `an object as asked (${read.message})` };
    },
  };
}

/** May be left out; then it is `missing`. */
export function optional<T>(field: InputField<T>, missing: T): InputField<T>;
export function optional<T>(field: InputField<T>): InputField<T | undefined>;
export function optional<T>(field: InputField<T>, missing?: T): InputField<T | undefined> {
  return {
    schema: field.schema,
    isRequired: false,
    read: (value) => (value === null ? { value: missing } : field.read(value)),
  };
}

export function inputSchema(fields: Fields): JsonObject {
  const entries = Object.entries(fields);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, { schema }]) => [name, schema])),
    required: entries.flatMap(([name, { isRequired }]) => (isRequired ? [name] : [])),
  };
}

/** Reads what a model wrote; the message tells it what to write instead. */
export function readInput<F extends Fields>(fields: F, input: JsonObject): ReadInput<F> {
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = Object.hasOwn(input, name) ? input[name] : undefined;
    if (value === undefined && field.isRequired) return { kind: 'invalid', message: `"${name}" is missing.` };
    const read = field.read(value ?? null);
    if ('expected' in read) return { kind: 'invalid', message: `"${name}" is not ${read.expected}.` };
    values[name] = read.value;
  }
  return { kind: 'input', values: values as InputOf<F> };
}

function parseJson(json: string): Json {
  try {
    const parsed: Json = JSON.parse(json);
    return parsed;
  } catch {
    return json;
  }
}
