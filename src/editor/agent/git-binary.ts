import * as vscode from 'vscode';
import * as z from 'zod/mini';

const gitExtension = z.object({ getAPI: z.custom<(version: 1) => unknown>((value) => typeof value === 'function') });
const gitApi = z.object({ git: z.object({ path: z.string() }) });

/** The git that VS Code found, or the one on the path. */
export async function gitBinary(): Promise<string> {
  const extension = vscode.extensions.getExtension('vscode.git');
  if (extension === undefined) return 'git';
  try {
    const exported = gitExtension.safeParse(await extension.activate());
    const api = exported.success ? gitApi.safeParse(exported.data.getAPI(1)) : null;
    return api?.success ? api.data.git.path : 'git';
  } catch {
    // Git is turned off in the settings.
    return 'git';
  }
}
