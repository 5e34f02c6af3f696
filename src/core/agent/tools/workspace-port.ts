/** Where a path lies once links are followed. */
export interface Place {
  /** Relative to its workspace folder with forward slashes, `.` for the folder itself; absolute where it is outside. */
  readonly path: string;
  readonly isInside: boolean;
}

export type FileAnswer =
  | { readonly kind: 'file'; readonly text: string; readonly hash: string }
  | { readonly kind: 'missing' | 'folder' }
  | { readonly kind: 'binary' | 'too-large'; readonly bytes: number };

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link';
}

export type FolderListing =
  | { readonly kind: 'folder'; readonly entries: readonly FolderEntry[] }
  | { readonly kind: 'missing' | 'file' };

export interface TextQuery {
  /** A regular expression as ripgrep reads it. */
  readonly pattern: string;
  /** The folder or file to search, as a place's path. */
  readonly path: string;
  /** Only files that match it, such as `*.ts`. */
  readonly glob?: string;
  readonly isCaseSensitive: boolean;
  /** How many matching lines at most. */
  readonly limit: number;
}

export interface TextMatch {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

export type TextSearch =
  | { readonly kind: 'found'; readonly matches: readonly TextMatch[]; readonly isCut: boolean }
  /** The pattern can't be read, or there is nothing at the path. */
  | { readonly kind: 'invalid'; readonly message: string };

/** One file as it is to become. */
export interface FileEdit {
  readonly path: string;
  /** The text that the edit was made for; null where there was no file. */
  readonly before: string | null;
  readonly after: string;
}

export type EditAnswer =
  /** `text` is what stands in the file now, which a person or a formatter may have changed further. */
  | { readonly kind: 'accepted'; readonly text: string }
  | { readonly kind: 'rejected'; readonly reason: string }
  /** The file is no longer as the edit found it; nothing was written. */
  | { readonly kind: 'changed-meanwhile' };

export interface CommandRequest {
  readonly command: string;
  /** As a place's path. */
  readonly folder: string;
  readonly timeoutSeconds: number;
}

export type CommandEnd =
  /** Null where the shell does not tell. */
  | { readonly kind: 'exited'; readonly exitCode: number | null }
  | { readonly kind: 'timed-out' | 'stopped' }
  | { readonly kind: 'not-started'; readonly message: string };

export interface Diagnostic {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  /** Who says so, such as `typescript`. */
  readonly source: string;
}

export interface GitState {
  /** Names of the folders that lie in the repository, for a workspace of several; else empty. */
  readonly folders: readonly string[];
  /** Null on a detached head. */
  readonly branch: string | null;
  /** As `git status --short` writes them. */
  readonly changes: readonly string[];
  /** The newest commits, one line each. */
  readonly commits: readonly string[];
  /** Of the working tree against the last commit. */
  readonly diff: string;
}

/** What tools need of the workspace. Paths are those of a `Place`. */
export interface WorkspacePort {
  /** Takes a path as a model writes it. */
  readonly locate: (path: string) => Promise<Place>;
  readonly readFile: (path: string, signal: AbortSignal) => Promise<FileAnswer>;
  readonly listFolder: (path: string, signal: AbortSignal) => Promise<FolderListing>;
  readonly searchText: (query: TextQuery, signal: AbortSignal) => Promise<TextSearch>;
  readonly applyEdit: (edit: FileEdit, signal: AbortSignal) => Promise<EditAnswer>;
  /** Ends when the command does, its time is up or the signal aborts; the processes it started are then gone. */
  readonly runCommand: (
    request: CommandRequest,
    onOutput: (text: string) => void,
    signal: AbortSignal,
  ) => Promise<CommandEnd>;
  /** Of one file, or of the whole workspace for null. */
  readonly diagnostics: (path: string | null, signal: AbortSignal) => Promise<readonly Diagnostic[]>;
  /** Of each repository that holds a folder of the workspace. */
  readonly gitStates: (signal: AbortSignal) => Promise<readonly GitState[]>;
}

export interface PersonQuestion {
  /** The call that asks; the question stands in its card. */
  readonly call: string;
  readonly question: string;
  /** Answers to choose from; empty for a free one. */
  readonly options: readonly string[];
}

/** Null where the person gave no answer. */
export type AskPerson = (question: PersonQuestion, signal: AbortSignal) => Promise<string | null>;
