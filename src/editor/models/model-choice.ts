import { z } from 'zod';

const modelChoice = z.discriminatedUnion('provider', [
  z.object({ provider: z.literal('vscode'), id: z.string() }),
  z.object({
    provider: z.literal('claude'),
    info: z.object({
      id: z.string(),
      name: z.string(),
      contextTokens: z.number().nullable(),
      maxAnswerTokens: z.number().nullable(),
    }),
  }),
]);

/** The model a person chose last; what an older version kept otherwise counts as none. */
export function parseChoice(kept: unknown): z.infer<typeof modelChoice> | null {
  const parsed = modelChoice.safeParse(kept);
  return parsed.success ? parsed.data : null;
}
