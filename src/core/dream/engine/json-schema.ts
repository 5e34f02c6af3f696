import * as z from 'zod/mini';
import { isJsonObject, type JsonObject } from '../../json.ts';

/** The JSON schema of an answer, without the dialect, which not every provider takes. */
export function jsonSchemaOf(answer: z.ZodMiniType): JsonObject {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(answer);
  const plain: unknown = JSON.parse(JSON.stringify(schema));
  return isJsonObject(plain) ? (plain as JsonObject) : {};
}
