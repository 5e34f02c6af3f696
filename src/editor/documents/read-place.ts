import { assertNever } from '../../core/assert-never.ts';
import type { ReviewItem } from '../../core/dream/proposal.ts';
import type { Dreamwright } from '../../core/dreamwright.ts';
import type { Memory } from '../../core/memory/memory.ts';
import { memoryAt } from '../../core/memory/memory-at.ts';
import { renderOutcomes } from '../outcomes/render-outcomes.ts';
import { diffSides } from '../review/diff-sides.ts';
import type { Place } from './place.ts';
import { renderFolder } from './render-folder.ts';
import { renderKnowledge } from './render-knowledge.ts';
import { renderTranscript } from './transcript.ts';

/** A document's text, and the proposal it shows, so that an approval can name exactly that. */
export interface PlaceContent {
  readonly text: string;
  readonly item?: ReviewItem;
  readonly memory?: Memory;
}

/** What stands at a place, read afresh; null when there is nothing. */
export async function readPlace(
  place: Place,
  store: Dreamwright,
  isEdited: (proposal: string) => boolean,
): Promise<PlaceContent | null> {
  switch (place.kind) {
    case 'memory': {
      const memory = await memoryAt(store, place.path);
      return memory === null ? null : { text: memory.text, memory };
    }
    case 'folder': {
      const below = place.path === '/' ? '/' : `${place.path}/`;
      return { text: renderFolder(await store.folderSummary(place.path), await store.memories(below)) };
    }
    case 'now':
    case 'proposed': {
      const item = (await store.items()).find((candidate) => candidate.proposal.id === place.proposal);
      if (item === undefined) return null;
      const sides = diffSides(item.proposal);
      if (place.kind === 'now') return { text: sides.now, item };
      return { text: isEdited(place.proposal) ? (sides.editable ?? sides.proposed) : sides.proposed, item };
    }
    case 'version': {
      const versions = await store.versions(place.memory);
      const version = versions.find((candidate) => candidate.id === place.version);
      if (version === undefined) return null;
      return { text: version.redacted ? '*This version was redacted.*\n' : (version.content?.text ?? '') };
    }
    case 'session': {
      const events = await store.transcript(place.session);
      return events.length === 0 ? null : { text: renderTranscript(place.session, events).text };
    }
    case 'dream':
      return { text: await store.dreamReport(place.dream) };
    case 'knowledge':
      return { text: await readKnowledge(store) };
    case 'outcomes':
      return { text: renderOutcomes(await store.outcomes(), await store.dreams()) };
    default:
      return assertNever(place);
  }
}

/** What *What Dreamwright Knows* shows. */
export async function readKnowledge(store: Dreamwright): Promise<string> {
  const calls = (await store.journal()).flatMap(({ at, record }) =>
    record?.kind === 'model-called' ? [{ at, call: record.call }] : [],
  );
  return renderKnowledge(await store.memories(), await store.sessions(), await store.statistics(), calls);
}
