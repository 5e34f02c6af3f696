import * as z from 'zod/mini';

const modelChoice = z.discriminatedUnion('provider', [
  z.object({ provider: z.literal('vscode'), id: z.string() }),
  z.object({
    provider: z.literal('claude'),
    info: z.object({
      id: z.string(),
      name: z.string(),
      contextTokens: z.nullable(z.number()),
      maxAnswerTokens: z.nullable(z.number()),
    }),
  }),
]);

export type ModelChoice = z.infer<typeof modelChoice>;

/** The model a person chose last; what an older version kept otherwise counts as none. */
export function parseChoice(kept: unknown): ModelChoice | null {
  const parsed = modelChoice.safeParse(kept);
  return parsed.success ? parsed.data : null;
}
