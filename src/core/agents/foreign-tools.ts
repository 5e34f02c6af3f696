/** Tools as other agents' templates call them (Claude Code, GitHub Copilot), and which of ours do the same. */
const FOREIGN: Readonly<Record<string, readonly string[]>> = {
  read: ['read_file', 'list_folder'],
  ls: ['list_folder'],
  glob: ['list_folder', 'search_text'],
  grep: ['search_text'],
  search: ['search_text', 'list_folder'],
  codebase: ['search_text', 'list_folder'],
  edit: ['edit_file', 'create_file'],
  multiedit: ['edit_file'],
  write: ['create_file', 'edit_file'],
  editfiles: ['edit_file', 'create_file'],
  bash: ['run_command'],
  shell: ['run_command'],
  execute: ['run_command'],
  runcommands: ['run_command'],
  terminal: ['run_command'],
  problems: ['diagnostics'],
  changes: ['git_state'],
  todowrite: ['todo_list'],
  todo: ['todo_list'],
  todos: ['todo_list'],
  askuserquestion: ['ask_person'],
};

/** Our tools for a name in a template; empty for one that nothing here answers to. */
export function toolsNamed(name: string, known: readonly string[]): readonly string[] {
  // What `Bash(npm test:*)` allows of it is a limit of its own.
  const plain = name.replace(/\(.*\)$/u, '').trim();
  if (known.includes(plain)) return [plain];
  return (FOREIGN[plain.toLowerCase()] ?? []).filter((tool) => known.includes(tool));
}
