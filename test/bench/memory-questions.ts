/** A memory, and how it is asked for: in other words, by a name in it, or beside one that says nearly the same. */
export interface MemoryQuestions {
  readonly text: string;
  /** Share no word with the memory that says what it is about. */
  readonly paraphrases: readonly string[];
  readonly names?: readonly string[];
}

/** Written for this bench, before its weights were chosen; the rule lines of a real project stand between them. */
export const MEMORY_QUESTIONS: readonly MemoryQuestions[] = [
  {
    text: 'Authentication goes through the OAuth gateway; tokens expire after one hour.',
    paraphrases: ['how do people sign in', 'login session lifetime'],
    names: ['OAuth gateway'],
  },
  {
    text: 'Prefer tabs over spaces in Go files.',
    paraphrases: ['indentation style', 'how should code be formatted with whitespace'],
  },
  {
    text: 'The staging database runs on host db-7 and is wiped every Sunday.',
    paraphrases: ['when does the test data server get erased', 'how often is the pre-production storage reset'],
    names: ['db-7'],
  },
  {
    text: 'Pin every dependency to an exact version.',
    paraphrases: ['may I use a caret range for packages', 'should libraries float to newer releases'],
  },
  {
    text: 'The suite for payments is flaky: retry it once before looking into a failure.',
    paraphrases: ['billing tests break at random', 'what to do when checkout checks fail now and then'],
  },
  {
    text: 'Never force-push to main.',
    paraphrases: ['may I rewrite the history of the default branch', 'overwriting shared commits'],
    names: ['force-push'],
  },
  {
    text: 'Error E1042 means the license server is unreachable; connect the VPN first.',
    paraphrases: ['cannot activate the product from home', 'network tunnel needed for entitlement check'],
    names: ['E1042', 'what does E1042 mean'],
  },
  {
    text: 'Customers in Japan see prices without decimals.',
    paraphrases: ['how is yen shown', 'rounding of amounts for Tokyo users'],
  },
  {
    text: 'parseInvoiceDate in src/billing/parse-date.ts expects ISO strings.',
    paraphrases: ['what format does the function that reads when a bill was issued take'],
    names: ['parseInvoiceDate', 'src/billing/parse-date.ts'],
  },
  {
    text: 'Answer briefly and leave out pleasantries.',
    paraphrases: ['tone of replies', 'how long and chatty should responses be'],
  },
  {
    text: 'Use pnpm, not npm, in the web folder.',
    paraphrases: ['which package manager for the frontend', 'installing JavaScript libraries in the client'],
    names: ['pnpm'],
  },
  {
    text: 'Builds on ARM machines need --no-sandbox for the browser.',
    paraphrases: ['Chrome does not start on Apple silicon', 'headless Chromium crashes on aarch64'],
    names: ['--no-sandbox'],
  },
  {
    text: 'Deploys happen on Tuesday mornings only.',
    paraphrases: ['what day do we ship to production', 'when may a release go out'],
  },
  {
    text: 'Images are stored in the bucket media-prod-eu with a lifetime of 90 days.',
    paraphrases: ['where are photos kept and for how long', 'retention of uploaded pictures'],
    names: ['media-prod-eu'],
  },
  {
    text: 'Write commit messages in the imperative mood.',
    paraphrases: ['how to phrase what a change does in git', 'grammar of version control log entries'],
  },
  {
    text: 'The nightly job that cleans sessions is in cron/purge.sh.',
    paraphrases: ['script which deletes old logins every evening'],
    names: ['cron/purge.sh', 'purge.sh'],
  },
];
