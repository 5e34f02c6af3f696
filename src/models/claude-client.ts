import Anthropic from '@anthropic-ai/sdk';

export interface ClaudeConnection {
  readonly apiKey: string;
  /** Of the API, a gateway, or a local server that speaks the Messages API. */
  readonly baseUrl: string;
  /** Takes what the SDK has to say; it holds no key and no message. */
  readonly log: (line: string) => void;
  /** How often the SDK asks again by itself; its own two when missing. */
  readonly maxRetries?: number;
}

const TIMEOUT_MILLISECONDS = 10 * 60 * 1000;

/**
 * A client that knows only what it is told: the SDK would otherwise read key, address, headers and tracing from the
 * environment and from profiles on disk.
 */
export function createClaudeClient({ apiKey, baseUrl, log, maxRetries }: ClaudeConnection): Anthropic {
  return new Anthropic({
    apiKey,
    baseURL: baseUrl,
    webhookKey: null,
    defaultHeaders: withoutEnvironmentHeaders(apiKey),
    timeout: TIMEOUT_MILLISECONDS,
    ...(maxRetries !== undefined && { maxRetries }),
    openTelemetry: false,
    logLevel: 'warn',
    logger: { error: log, warn: log, info: log, debug: log },
  });
}

/** The SDK adds the headers named in this variable to every request; null takes each away again. */
function withoutEnvironmentHeaders(apiKey: string): Record<string, string | null> {
  const lines = process.env['ANTHROPIC_CUSTOM_HEADERS']?.split('\n') ?? [];
  const names = lines
    .map((line) => line.slice(0, line.indexOf(':')).trim().toLowerCase())
    .filter((name) => name !== '');
  return Object.fromEntries(names.map((name) => [name, name === 'authorization' ? `Bearer ${apiKey}` : null]));
}
