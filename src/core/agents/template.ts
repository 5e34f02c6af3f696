import type { ToolLimit } from './tool-limit.ts';

/** Where a template comes from: with the extension, or with the repository that is open. */
export type TemplateSource =
  | { readonly kind: 'built-in' }
  /** Relative to the workspace root, with forward slashes; behind the folder's name in a workspace of several. */
  | { readonly kind: 'repository'; readonly file: string };

/** A named role for an agent, as its Markdown file describes it. */
export interface AgentTemplate {
  /** Lowercase letters, digits and dashes. */
  readonly name: string;
  /** When to use it, in a sentence. */
  readonly description: string;
  readonly instructions: string;
  /** The only tools it may have; null for all that its session has. */
  readonly tools: readonly string[] | null;
  /** Tools that it may not have, whatever stands above. */
  readonly withoutTools: readonly string[];
  /** What it may do with single tools, of those that it has. */
  readonly limits: readonly ToolLimit[];
  /** Plan mode: it may look, and change nothing. */
  readonly isReadOnly: boolean;
  /** Part of the name of a model; null for that of the session. */
  readonly model: string | null;
  /** `own`: what it notes is for itself, and it reads the shared memory too. */
  readonly memory: 'own' | 'shared' | 'none';
  readonly source: TemplateSource;
  /** Lowercase hex SHA-256 of the file; a changed file is another version, which asks again. */
  readonly hash: string;
}

/** The tools of a session that the template leaves its agent. It can only take away: what the session lacks stays away. */
export function toolsLeft(template: AgentTemplate, sessionTools: readonly string[]): readonly string[] {
  return sessionTools.filter(
    (tool) => (template.tools === null || template.tools.includes(tool)) && !template.withoutTools.includes(tool),
  );
}
