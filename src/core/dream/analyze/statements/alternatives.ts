/** Things of which a workspace uses one for a purpose: naming another one changes the choice. */
const GROUPS: readonly string[] = [
  'npm pnpm yarn bun',
  'jest vitest mocha ava jasmine',
  'cypress playwright selenium puppeteer',
  'eslint biome oxlint tslint standardjs',
  'prettier biome dprint',
  'black yapf autopep8 ruff',
  'flake8 pylint ruff',
  'mypy pyright pyre',
  'pip poetry uv pipenv conda pdm',
  'pytest unittest nose',
  'make just mise taskfile',
  'gradle maven bazel',
  'webpack vite esbuild rollup parcel turbopack',
  'postgres postgresql mysql sqlite mariadb mongodb',
  'redis memcached',
  'tabs spaces',
  'camelcase snake_case kebab-case pascalcase',
  'squash rebase',
  'main master develop trunk',
  'docker podman',
  'rest graphql grpc',
  'commonjs esm',
  'github gitlab bitbucket',
  'jira linear asana trello',
  'slack teams discord',
  'react vue svelte angular solid',
  'express fastify koa hono',
  'moment dayjs luxon date-fns',
  'axios fetch got ky',
  'zod yup joi ajv',
  'prisma drizzle typeorm sequelize knex',
  'zap logrus zerolog slog',
  'testify gomega',
  'log4j logback',
  'junit testng',
  'rspec minitest',
  'monday tuesday wednesday thursday friday saturday sunday',
  'named default',
  'single double',
  'utc localtime',
  'json yaml toml',
  'aws gcp azure',
  'kubernetes nomad',
  'terraform pulumi cloudformation',
  'bash zsh fish',
  'vim emacs vscode',
  'uuid ulid nanoid',
  'scss sass less tailwind',
  'cobra kingpin',
  'go-git libgit2',
];

const groupsOf = new Map<string, number[]>();
for (const [group, words] of GROUPS.entries()) {
  for (const word of words.split(' ')) groupsOf.set(word, [...(groupsOf.get(word) ?? []), group]);
}

/** Whether choosing one excludes the other; `postgres` and `postgresql` are one thing. */
export function areAlternatives(left: string, right: string): boolean {
  if (left === right || left.startsWith(right) || right.startsWith(left)) return false;
  const groups = groupsOf.get(left);
  return groups !== undefined && (groupsOf.get(right) ?? []).some((group) => groups.includes(group));
}

/** Names of the choices that a word answers, so that texts with different answers can be found by what they answer. */
export function choicesOf(word: string): readonly string[] {
  return (groupsOf.get(word) ?? []).map((group) => `choice ${group}`);
}

export function isAlternative(word: string): boolean {
  return groupsOf.has(word);
}
