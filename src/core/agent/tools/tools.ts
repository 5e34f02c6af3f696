import { askPersonTool } from './ask-person.ts';
import { createFileTool } from './create-file.ts';
import { diagnosticsTool } from './diagnostics.ts';
import { editFileTool } from './edit-file.ts';
import { gitStateTool } from './git-state.ts';
import { listFolderTool } from './list-folder.ts';
import { memoryTool } from './memory.ts';
import { readFileTool } from './read-file.ts';
import { readSessionTool } from './read-session.ts';
import { recallTool } from './recall.ts';
import { runCommandTool } from './run-command.ts';
import { searchTextTool } from './search-text.ts';
import { todoListTool } from './todo-list.ts';
import type { Tool } from './tool.ts';

/** All tools of the agent, in the order that the model is told of them; the order stays, for its cache. */
export const TOOLS: readonly Tool[] = [
  readFileTool,
  listFolderTool,
  searchTextTool,
  editFileTool,
  createFileTool,
  runCommandTool,
  diagnosticsTool,
  gitStateTool,
  askPersonTool,
  todoListTool,
  memoryTool,
  recallTool,
  readSessionTool,
];
