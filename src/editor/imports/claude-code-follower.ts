import * as vscode from 'vscode';
import type { Dreamwright } from '../../core/dreamwright.ts';
import type { ErrorBoundary } from '../commands/error-boundary.ts';
import { Disposables } from '../disposables.ts';
import type { ReadSetting } from '../read-setting.ts';
import type { StoreMirror } from '../store-mirror.ts';
import { importProblems, importSummary } from './describe-import.ts';

/** A transcript grows line by line; it is read when it has been quiet for this long. */
const SETTLE_MILLISECONDS = 3_000;
const ANSWER_KEY = 'dreamwright.followsClaudeCode';

interface FollowParts {
  readonly open: () => Promise<Dreamwright>;
  readonly mirror: StoreMirror;
  readonly boundary: ErrorBoundary;
  readonly readSetting: ReadSetting;
  readonly answers: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
  readonly claudeCodeFolder: () => Promise<string | null>;
}

/** Imports Claude Code's sessions of this workspace as they are written, if the person agreed. */
export class ClaudeCodeFollower implements vscode.Disposable {
  readonly #parts: FollowParts;
  readonly #owned = new Disposables();
  #watch = new Disposables();
  readonly #changed = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: FollowParts) {
    this.#parts = parts;
    this.#owned.push(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('dreamwright.import.followClaudeCode')) {
          void parts.boundary.runQuietly(() => this.start());
        }
      }),
    );
  }

  /** Begins, or begins anew. Asks first where that is the setting; never in a workspace that is not trusted. */
  async start(): Promise<void> {
    this.#watch.dispose();
    this.#watch = new Disposables();
    if (!vscode.workspace.isTrusted) return;
    const folder = await this.#parts.claudeCodeFolder();
    if (folder === null || !(await this.#isWanted())) return;
    const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), '**/*.jsonl');
    const watcher = this.#watch.push(vscode.workspace.createFileSystemWatcher(pattern, false, false, true));
    const enqueue = ({ fsPath }: vscode.Uri) => this.#enqueue(fsPath);
    this.#watch.push(watcher.onDidCreate(enqueue));
    this.#watch.push(watcher.onDidChange(enqueue));
    this.#enqueue(folder);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#watch.dispose();
    this.#owned.dispose();
  }

  async #isWanted(): Promise<boolean> {
    const setting = this.#parts.readSetting('import.followClaudeCode');
    if (setting !== 'ask') return setting === 'on';
    const answered = this.#parts.answers.get<boolean>(ANSWER_KEY);
    if (answered !== undefined) return answered;
    const follow = 'Follow';
    const choice = await vscode.window.showInformationMessage(
      'Claude Code has sessions of this workspace. Import them as they are written, with your turns as your word?',
      follow,
      'Not Here',
    );
    // Closed without an answer: asked again next time.
    if (choice === undefined) return false;
    await this.#parts.answers.update(ANSWER_KEY, choice === follow);
    return choice === follow;
  }

  #enqueue(path: string): void {
    this.#changed.add(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#parts.boundary.runQuietly(() => this.#import()), SETTLE_MILLISECONDS);
  }

  async #import(): Promise<void> {
    const store = await this.#parts.open();
    const paths = [...this.#changed];
    this.#changed.clear();
    const report = await store.import(paths, { trust: 'user' }).catch((error: unknown) => {
      // Kept for the next time that something is written there.
      for (const path of paths) this.#changed.add(path);
      throw error;
    });
    this.#parts.log.info(importSummary(report));
    for (const problem of importProblems(report)) this.#parts.log.warn(problem);
    await this.#parts.mirror.refresh();
  }
}
