import { isAlternative } from '../analyze/statements/alternatives.ts';

/** Programs and services that texts name in plain small letters, beside those that are one choice among several. */
const PROGRAMS = new Set(
  (
    'git gh glab curl wget ssh rsync kubectl helm ansible vagrant cmake ninja cargo rustc deno node python ruby perl php composer ' +
    'tsc nx turbo lerna husky lefthook storybook grunt gulp swc babel nginx rabbitmq kafka elasticsearch sentry datadog heroku ' +
    'vercel netlify dependabot renovate direnv nvm asdf pyenv virtualenv tox celery django flask rails laravel spring golangci-lint'
  ).split(' '),
);
/** Names that are everyday words too: they name a tool only where something is said to be used. */
const EVERYDAY = new Set(
  (
    'go make just task black express rest nose less tabs spaces squash rebase main master develop trunk slack teams linear named default ' +
    'single double solid angular parcel fetch got moment poetry spring rails node turbo sass fish'
  ).split(' '),
);
const USED = /\b(?:use|uses|using|run|runs|running|prefer|prefers|install|installs|via|adopt|choose|try) $/iu;

/** Whether a word in small letters names a tool, a service or another thing to choose, given what stands before it. */
export function isNamedTool(word: string, before: string): boolean {
  if (!isAlternative(word) && !PROGRAMS.has(word) && word !== 'go') return false;
  return !EVERYDAY.has(word) || USED.test(before);
}
