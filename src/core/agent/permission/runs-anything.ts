/** Programs whose arguments are code, or name a program. */
const OPEN = new Set(
  (
    'node deno tsx ts-node ruby perl php lua osascript pwsh powershell cmd sh bash zsh dash ksh fish eval source ' +
    'find sed awk gawk mawk xargs env parallel ssh tar vim vi ex ed emacs gdb'
  ).split(' '),
);

/** Programs whose next word says what they do. */
const WITH_SUBCOMMAND =
  /^(?:npm|pnpm|yarn|bun|npx|git|go|cargo|make|mise|just|task|docker|podman|kubectl|uv|poetry|dotnet|gradle|mvn|bundle|rake|mix|swift|gh)$/u;

/** How many of the first words say what a command does. */
export function wordsThatName(words: readonly string[]): number {
  if (!WITH_SUBCOMMAND.test(nameOf(words[0]))) return 1;
  return /^(?:run|exec|x|dlx|compose)$/u.test(words[1] ?? '') ? 3 : 2;
}

/** Whether whoever chooses the words after these could run anything with them. */
export function runsAnything(words: readonly string[]): boolean {
  if (words.length < wordsThatName(words)) return true;
  if (/^(?:docker|podman|kubectl)$/u.test(nameOf(words[0])) && words.some((word) => /^(?:run|exec)$/u.test(word))) {
    return true;
  }
  return words.some((word) => word.startsWith('-') || OPEN.has(nameOf(word)) || /^python[\d.]*$/u.test(nameOf(word)));
}

function nameOf(word = ''): string {
  return word
    .replace(/^.*[\\/]/u, '')
    .replace(/\.exe$/iu, '')
    .toLowerCase();
}
