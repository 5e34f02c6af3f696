import type { ModelEdit } from './prompts/propose-edits.ts';

/** The memories that an edit touches, by path, in its own order. */
export function targetPaths(edit: ModelEdit): readonly string[] {
  switch (edit.operation) {
    case 'create':
      return [];
    case 'merge':
      return edit.memories;
    case 'link':
    case 'unlink':
      return [edit.memory, edit.to];
    default:
      return [edit.memory];
  }
}

/** The paths that would come into being. */
export function newPaths(edit: ModelEdit): readonly string[] {
  switch (edit.operation) {
    case 'create':
    case 'supersede':
    case 'move':
      return [edit.path];
    case 'split':
      return edit.parts.map(({ path }) => path);
    default:
      return [];
  }
}

/** The texts that would be written. */
export function newTexts(edit: ModelEdit): readonly string[] {
  switch (edit.operation) {
    case 'create':
    case 'update':
    case 'merge':
    case 'supersede':
      return [edit.text];
    case 'split':
      return edit.parts.map(({ text }) => text);
    default:
      return [];
  }
}
