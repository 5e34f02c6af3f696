import { readsHereDocument } from './here-documents.ts';
import { programCalls } from './program-calls.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Programs whose output comes from elsewhere, whatever their arguments. */
const NETWORK_PROGRAMS = words(
  'curl wget http https httpie xh aria2c ssh scp sftp ftp rsync telnet nc ncat netcat dig nslookup whois gh glab hub lynx w3m links yt-dlp ' +
    'brew apt apt-get aptitude dnf yum apk pacman zypper snap flatpak port choco scoop winget npx pnpx bunx uvx corepack ' +
    'aws gcloud az kubectl helm heroku vercel netlify fly flyctl wrangler firebase supabase',
);

const JAVASCRIPT_FETCH = words(
  'install i in ci add update up upgrade outdated view info show v audit search find publish create init dlx exec x dedupe fund install-test it import',
);
const PYTHON_FETCH = words(
  'install download search index wheel add sync lock update upgrade publish tool inject run self',
);

/** Subcommands that fetch; the others of these programs run what is already here. */
const FETCHING: Readonly<Record<string, ReadonlySet<string>>> = {
  npm: JAVASCRIPT_FETCH,
  pnpm: JAVASCRIPT_FETCH,
  yarn: JAVASCRIPT_FETCH,
  bun: JAVASCRIPT_FETCH,
  deno: words('install add cache update upgrade outdated publish'),
  pip: PYTHON_FETCH,
  pip3: PYTHON_FETCH,
  pipx: PYTHON_FETCH,
  uv: words('add sync lock pip tool publish self'),
  poetry: words('install add update lock search publish self'),
  pdm: words('install add update lock search publish sync'),
  conda: words('install create update search env'),
  mamba: words('install create update search env'),
  cargo: words('install add update search fetch publish info owner vendor binstall'),
  rustup: words('install update toolchain component target self'),
  go: words('get install mod'),
  gem: words('install update search fetch push info'),
  bundle: words('install update add outdated'),
  composer: words('install update require search show outdated create-project'),
  dotnet: words('add restore tool nuget new'),
  nuget: words('install restore update search push'),
  docker: words('pull push search login build buildx'),
  podman: words('pull push search login build'),
  git: words('clone pull fetch push ls-remote submodule'),
  terraform: words('init plan apply get'),
  mise: words('install use upgrade ls-remote outdated'),
  asdf: words('install plugin list-all latest'),
  nvm: words('install ls-remote'),
  mvn: words('dependency:get dependency:resolve versions:display-dependency-updates'),
};

const INTERPRETERS = /^(?:python[\d.]*|node|ruby|perl|php|deno|bun)$/u;
const NETWORK_CODE = /https?:\/\/|\bfetch\(|\burllib\b|\brequests\.|\bhttpx\b|Net::HTTP|LWP::/u;

/** Whether a shell line runs anything that reads from the network: in pipes, lists, substitutions, under sudo or `sh -c`. */
export function isNetworkCommand(line: string): boolean {
  if (NETWORK_CODE.test(line) && readsHereDocument(line, /\b(?:python[\d.]*|node|ruby|perl)\b/u)) return true;
  return programCalls(line).some(({ program, words: rest }) => {
    // Nested more deeply than is read.
    if (NETWORK_PROGRAMS.has(program) || /\s/u.test(program)) return true;
    if (INTERPRETERS.test(program) && rest.some((word) => NETWORK_CODE.test(word) && /\s|\(/u.test(word))) return true;
    if (/^python[\d.]*$/u.test(program) && rest[0] === '-m') return fetches(rest[1] ?? '', rest.slice(2));
    return fetches(program, rest);
  });
}

function fetches(program: string, rest: readonly string[]): boolean {
  const subcommands = Object.hasOwn(FETCHING, program) ? FETCHING[program] : undefined;
  if (subcommands === undefined) return false;
  const subcommand = firstPlain(program, rest);
  if (subcommand === undefined) return program === 'yarn';
  if (program === 'go' && subcommand === 'run') return rest.some((word) => word.includes('@'));
  if (program === 'git' && subcommand === 'remote') return rest.includes('update') || rest.includes('show');
  return subcommands.has(subcommand);
}

/** The subcommand: the first word that is neither a flag nor the value of one that takes a value. */
function firstPlain(program: string, rest: readonly string[]): string | undefined {
  const valued =
    program === 'git' ? /^-[cC]$|^--(?:git-dir|work-tree)$/u : /^--?(?:prefix|cwd|dir|C|filter|workspace|w|F)$/u;
  return rest.find((word, index) => !word.startsWith('-') && !valued.test(rest[index - 1] ?? ''));
}
