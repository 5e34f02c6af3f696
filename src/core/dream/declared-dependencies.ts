/** A package that the workspace declares, by name. */
export interface DeclaredDependency {
  readonly name: string;
  readonly file: string;
}

/** Files at the workspace's root that declare what it depends on. */
export const DEPENDENCY_FILES = ['package.json', 'go.mod', 'pyproject.toml', 'requirements.txt', 'Cargo.toml'] as const;

/** What a file says the workspace depends on; what can't be parsed declares nothing. */
export function dependenciesIn(file: string, text: string): readonly DeclaredDependency[] {
  return namesIn(file, text).map((name) => ({ name, file }));
}

function namesIn(file: string, text: string): readonly string[] {
  switch (file) {
    case 'package.json':
      return ofPackageJson(text);
    case 'go.mod':
      return [
        ...text.matchAll(/^\s*(?:require\s+)?([\w.-]+\.[a-z]+\/[\w./~-]+)\s+v\d\S*(?!.*\/\/ indirect)/gmu),
      ].flatMap(([, name]) => name ?? []);
    case 'requirements.txt':
      return [...text.matchAll(/^([A-Za-z][\w.-]*)(?=\s*(?:$|[[<>=!~;@]))/gmu)].flatMap(([, name]) => name ?? []);
    case 'Cargo.toml':
      return ofToml(text, /^(?:workspace\.|target\..*\.)?(?:dev-|build-)?dependencies(?:\.(.+))?$/u);
    case 'pyproject.toml':
      return [
        ...ofToml(text, /^tool\.poetry\.(?:group\.[\w-]+\.)?(?:dev-)?dependencies$/u),
        ...listedInPyproject(text),
      ];
    default:
      return [];
  }
}

function ofPackageJson(text: string): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return [];
    return ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap((field) => {
      const declared: unknown = Reflect.get(parsed, field);
      return typeof declared === 'object' && declared !== null ? Object.keys(declared) : [];
    });
  } catch {
    return [];
  }
}

/** Keys below the tables whose names match; a table of its own for one dependency is named in the first group. */
function ofToml(text: string, table: RegExp): readonly string[] {
  const names: string[] = [];
  let isInside = false;
  for (const line of text.split('\n')) {
    const [, header] = /^\s*\[([^[\]]+)\]/u.exec(line) ?? [];
    if (header !== undefined) {
      const found = table.exec(header.trim());
      isInside = found !== null && found[1] === undefined;
      if (found?.[1] !== undefined) names.push(found[1]);
    } else if (isInside) {
      const [, name] = /^\s*"?([A-Za-z][\w.-]*?)"?\s*(?:\.\w+\s*)?=/u.exec(line) ?? [];
      if (name !== undefined && name !== 'python') names.push(name);
    }
  }
  return names;
}

/** `dependencies = ["requests>=2"]` of `[project]`, and the lists of `[dependency-groups]` and its like. */
function listedInPyproject(text: string): readonly string[] {
  const tables = text.split(/^(?=\s*\[[^[\]]+\]\s*$)/mu);
  const listing = tables.filter((table) =>
    /^\s*\[(?:project|project\.optional-dependencies|dependency-groups)\]/u.test(table),
  );
  return listing.flatMap((table) => {
    const isProject = /^\s*\[project\]/u.test(table);
    const lists = table.matchAll(
      isProject ? /^dependencies\s*=\s*\[([\s\S]*?)\]\s*$/gmu : /^[\w-]+\s*=\s*\[([\s\S]*?)\]\s*$/gmu,
    );
    return [...lists].flatMap(([, list = '']) =>
      [...list.matchAll(/["']([A-Za-z][\w.-]*)/gu)].flatMap(([, name]) => name ?? []),
    );
  });
}
