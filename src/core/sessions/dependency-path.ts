/** Folders that hold other people's code and text: what is read there is not the workspace's own. */
const DEPENDENCY_FOLDER =
  /(?:^|\/)(?:node_modules|bower_components|jspm_packages|vendor|third_party|site-packages|dist-packages|\.?venv|\.tox|\.cargo\/(?:registry|git)|go\/pkg\/mod|\.m2\/repository|\.gradle\/caches|\.ivy2|\.nuget\/packages|\.npm|\.pnpm-store|\.yarn|\.pub-cache|\.gem|gems|\.bundle|Pods|Carthage|elm-stuff|\.rustup|\.terraform|\.claude\/plugins)(?:\/|$)/u;

/** Whether a path lies in a dependency folder. Programs installed there (`node_modules/.bin`) are local tools. */
export function isDependencyPath(path: string): boolean {
  const slashed = path.replace(/\\/gu, '/');
  return DEPENDENCY_FOLDER.test(slashed) && !/\/\.?bin\/[^/]*$/u.test(slashed);
}

/** Whether a search's result has a line found in a dependency folder: `node_modules/a/readme.md:12:text`. */
export function hasDependencyHits(result: string): boolean {
  for (const match of result.matchAll(/^([^\s:]{3,400}?)[:-]\d+[:-]/gmu)) {
    if (isDependencyPath(match[1] ?? '')) return true;
  }
  return false;
}
