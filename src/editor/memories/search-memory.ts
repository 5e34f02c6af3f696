import * as vscode from 'vscode';
import type { Dreamwright } from '../../core/dreamwright.ts';
import { errorText } from '../../core/error-text.ts';
import type { RecallHit } from '../../core/memory/recall.ts';
import { documentUri } from '../documents/document-uri.ts';
import { openEvidence } from '../review/open-evidence.ts';
import { shorten } from '../shorten.ts';

const SETTLE_MILLISECONDS = 150;
const SHOWN_HITS = 30;

interface HitPick extends vscode.QuickPickItem {
  /** Absent on the headings. */
  readonly hit?: RecallHit;
}

/** A quick pick over memories and past sessions that searches as one types. */
export async function searchMemory(store: Dreamwright): Promise<void> {
  const hit = await pickHit(store);
  if (hit === undefined) return;
  if (hit.kind === 'memory') {
    await vscode.window.showTextDocument(documentUri({ kind: 'memory', path: hit.path }));
  } else {
    await openEvidence(store, { session: hit.session, event: hit.id });
  }
}

function pickHit(store: Dreamwright): Promise<RecallHit | undefined> {
  const pick = vscode.window.createQuickPick<HitPick>();
  pick.title = 'Search memories and sessions';
  pick.placeholder = 'Words, a path, a command, an error';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  const search = async (query: string) => {
    asked += 1;
    const question = asked;
    const hits = query.trim() === '' ? [] : await store.recall(query, { limit: SHOWN_HITS, within: 'all' });
    // A slower answer to an earlier question must not replace a later one.
    if (question !== asked) return;
    pick.items = hitPicks(hits);
    pick.busy = false;
  };
  pick.onDidChangeValue((query) => {
    pick.busy = true;
    clearTimeout(timer);
    timer = setTimeout(() => {
      search(query).catch((error: unknown) => {
        pick.busy = false;
        pick.items = [];
        pick.title = errorText(error);
      });
    }, SETTLE_MILLISECONDS);
  });
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.hit);
      pick.hide();
    });
    pick.onDidHide(() => {
      clearTimeout(timer);
      asked += 1;
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** Memories first: they are what was made of the sessions below them. */
function hitPicks(hits: readonly RecallHit[]): readonly HitPick[] {
  return [
    ...under(
      'Memories',
      hits.filter((hit) => hit.kind === 'memory'),
    ),
    ...under(
      'Sessions',
      hits.filter((hit) => hit.kind === 'event'),
    ),
  ];
}

function under(label: string, hits: readonly RecallHit[]): readonly HitPick[] {
  return hits.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...hits.map(hitPick)];
}

function hitPick(hit: RecallHit): HitPick {
  const isMemory = hit.kind === 'memory';
  return {
    hit,
    alwaysShow: true,
    label: isMemory ? `$(note) ${hit.path}` : `$(comment-discussion) ${shorten(hit.text, 80)}`,
    description: isMemory ? hit.memory.kind : hit.at.slice(0, 10),
    ...(isMemory && { detail: shorten(hit.text, 140) }),
  };
}
