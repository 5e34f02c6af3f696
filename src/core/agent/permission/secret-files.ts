/** Files whose very purpose is to hold keys, passwords or tokens. */
const NAMES: readonly RegExp[] = [
  /^\.env(?:rc)?$/iu,
  /^\.env\.(?!(?:example|sample|template|dist|defaults?|schema)$)[\w.-]+$/iu,
  /^[\w.-]*\.env$/iu,
  /\.(?:pem|key|p12|pfx|pkcs12|jks|keystore|kdbx?|ppk|asc|gpg|ovpn|tfstate|tfvars)(?:\.backup)?$/iu,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/iu,
  /^(?:\.netrc|_netrc|\.npmrc|\.yarnrc\.yml|\.pypirc|\.pgpass|\.my\.cnf|\.htpasswd|\.git-credentials|\.vault-token|\.boto|\.s3cfg)$/iu,
  /^(?:credentials|secrets?|service[-_]?account[\w-]*|client[-_]secret[\w.-]*)(?:\.(?:json|ya?ml|toml|ini|txt|xml|properties))?$/iu,
  /^(?:secring|trustdb)\.\w+$/iu,
  /^(?:master|shadow|gshadow|sudoers)(?:\.key|-)?$/iu,
];

const FOLDERS =
  /(?:^|\/)(?:\.ssh|\.gnupg|\.aws|\.azure|\.kube|\.docker|\.password-store|\.config\/(?:gh|gcloud|op|hub)|\.dreamwright\/keys|Library\/Keychains|Microsoft\/(?:Credentials|Protect))(?:\/|$)/iu;

/** Whether a file holds secrets by its name or place. */
export function isSecretFile(path: string): boolean {
  const slashed = path.replace(/\\/gu, '/');
  const name = slashed.slice(slashed.lastIndexOf('/') + 1);
  if (FOLDERS.test(slashed)) return true;
  return !/\.pub$/u.test(name) && NAMES.some((pattern) => pattern.test(name));
}
