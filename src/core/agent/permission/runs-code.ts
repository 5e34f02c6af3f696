const FOLDERS = /(?:^|\/)(?:\.git|\.husky|\.githooks|\.vscode|\.devcontainer|\.dreamwright)(?:\/|$)/iu;
const FILES = /(?:^|\/)\.claude\/(?:settings(?:\.local)?\.json|hooks\/.*)$|\.code-workspace$/iu;

/** Whether what stands in a file is run, or says what runs or is allowed, without anybody starting it by name. */
export function runsCode(path: string): boolean {
  const slashed = path.replace(/\\/gu, '/');
  return FOLDERS.test(slashed) || FILES.test(slashed);
}
