import { assertNever } from '../../assert-never.ts';
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
    case 'update':
    case 'move':
    case 'supersede':
    case 'split':
    case 'prune':
    case 'promote':
      return [edit.memory];
    default:
      return assertNever(edit);
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
    case 'update':
    case 'merge':
    case 'prune':
    case 'promote':
    case 'link':
    case 'unlink':
      return [];
    default:
      return assertNever(edit);
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
    case 'move':
    case 'prune':
    case 'promote':
    case 'link':
    case 'unlink':
      return [];
    default:
      return assertNever(edit);
  }
}
