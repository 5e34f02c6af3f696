import * as vscode from 'vscode';
import type { Dreamwright } from '../../core/dreamwright.ts';
import type { SessionSummary } from '../../core/sessions/session.ts';
import { findInSessions } from './find-in-sessions.ts';
import { CHAT_AGENT } from './session-owner.ts';

interface SessionItem extends vscode.QuickPickItem {
  readonly session: string;
  readonly title: string;
}

const SEARCH_LETTERS = 3;
const SEARCH_PAUSE_MILLISECONDS = 150;

const DELETE: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: 'Delete session' };

/** The person's choice among the sessions of this chat's own, newest first; null when none was chosen. */
export async function pickSession(
  store: Dreamwright,
  current: string | null,
  askToDelete: (session: string, title: string) => void,
): Promise<string | null> {
  const picker = vscode.window.createQuickPick<SessionItem>();
  picker.title = 'Sessions';
  picker.placeholder = 'Which session to show; type to search in what was said';
  picker.matchOnDescription = true;
  picker.busy = true;
  picker.show();
  let sessions: readonly SessionItem[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const load = async () => {
    sessions = sessionItems(await store.sessions(), current);
    picker.items = sessions;
    picker.busy = false;
    if (sessions.length === 0) picker.placeholder = 'No sessions yet. They appear here after the first message.';
  };
  /** Sessions in which the words were said stay in the list, whatever their title, with what was said. */
  const search = async (words: string) => {
    const found = words.length < SEARCH_LETTERS ? new Map<string, string>() : await findInSessions(store, words);
    if (picker.value.trim() !== words) return;
    picker.items = sessions.map((item) => {
      const detail = found.get(item.session);
      return detail === undefined ? item : { ...item, detail, alwaysShow: true };
    });
    picker.busy = false;
  };
  try {
    return await new Promise<string | null>((resolve, reject) => {
      picker.onDidAccept(() => resolve(picker.selectedItems[0]?.session ?? null));
      picker.onDidHide(() => resolve(null));
      picker.onDidTriggerItemButton(({ item }) => {
        // A modal would hide the picker, which means that nothing was chosen.
        askToDelete(item.session, item.title);
      });
      picker.onDidChangeValue((value) => {
        clearTimeout(timer);
        picker.busy = true;
        timer = setTimeout(() => void search(value.trim()).catch(reject), SEARCH_PAUSE_MILLISECONDS);
      });
      load().catch(reject);
    });
  } finally {
    clearTimeout(timer);
    picker.dispose();
  }
}

function sessionItems(sessions: readonly SessionSummary[], current: string | null): readonly SessionItem[] {
  return sessions
    .filter(({ format, agent }) => format === CHAT_AGENT && agent === CHAT_AGENT)
    .toSorted((one, other) => other.ended.localeCompare(one.ended))
    .map(({ session, title, ended }) => ({
      session,
      title,
      label: session === current ? `$(check) ${title}` : title,
      description: new Date(ended).toLocaleString(),
      buttons: [DELETE],
    }));
}
