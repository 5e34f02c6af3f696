import type { JsonObject } from '../../core/json.ts';
import { textField } from '../json-fields.ts';

/** Record types that say nothing of what was done or said, or say it a second time. */
const NON_EVENTS: ReadonlySet<string> = new Set([
  'file-history-snapshot',
  'progress',
  'queue-operation',
  'summary',
  'ai-title',
  'custom-title',
  'agent-name',
  'agent-color',
  'agent-setting',
  'last-prompt',
  'permission-mode',
  'mode',
  'pr-link',
  'tag',
  'task-summary',
  'worktree-state',
  'content-replacement',
  'attribution-snapshot',
  'speculation-accept',
  'saved_hook_context',
  'bridge-session',
]);

/** The name under which a known non-event is counted; null for everything else. */
export function nonEventType(record: JsonObject): string | null {
  const type = textField(record, 'type') ?? '';
  if (type === 'system') return `system/${textField(record, 'subtype') ?? 'other'}`;
  return NON_EVENTS.has(type) ? type : null;
}
