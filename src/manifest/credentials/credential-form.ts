/** A kind of credential that can be told by its form alone. */
interface CredentialForm {
  /** What it is, as a message says it: `a private key`. */
  readonly name: string;
  /** Finds it anywhere in a text. The named group `secret`, if there is one, is the part that must not be a reference. */
  readonly pattern: RegExp;
}

/**
 * Forms that their issuers made recognizable, each with the length that it really has, so that names, hashes and addresses
 * do not look like one. Sources: the token formats that GitHub, GitLab, Slack, AWS, Google, Stripe, npm, HashiCorp and Docker
 * document.
 */
const CREDENTIAL_FORMS: readonly CredentialForm[] = [
  { name: 'a private key', pattern: /-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/ },
  { name: 'a private key of age', pattern: /\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b/ },
  { name: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/ },
  { name: 'a GitHub token', pattern: /\bgh[oprsu]_[A-Za-z0-9]{36,}|\bgithub_pat_[A-Za-z0-9_]{50,}/ },
  {
    name: 'a GitLab token',
    pattern: /\bgl(?:agent|cbt|dt|ffct|ft|imt|oas|pat|ptt|rt|soat)-(?=[A-Za-z0-9_-]*[A-Z0-9])[A-Za-z0-9_-]{20,}/,
  },
  { name: 'a Slack token', pattern: /\bxox[abeoprs]-\d[A-Za-z0-9-]{9,}|\bxapp-\d-[A-Za-z0-9-]{10,}/ },
  {
    name: 'an incoming webhook of Slack',
    pattern: /hooks\.slack\.com\/(?:services|workflows)\/[TA][A-Z0-9]{7,}\/[^\s"'{}$]{20,}/,
  },
  { name: 'an incoming webhook of Discord', pattern: /discord(?:app)?\.com\/api\/webhooks\/\d{10,}\/[\w-]{40,}/ },
  {
    name: 'an incoming webhook of Microsoft Teams',
    pattern: /\bwebhook\.office\.com\/webhookb2\/[\w-]{30,}@[^\s"'{}$<>]{40,}/,
  },
  { name: 'a JSON Web Token', pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/ },
  { name: 'a Google API key', pattern: /\bAIza[\w-]{35}(?![\w-])/ },
  { name: 'a Stripe key', pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{20,}/ },
  { name: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { name: 'a Vault token', pattern: /\bhv[bs]\.(?=[\w-]*[A-Z])[\w-]{24,}/ },
  { name: 'an Azure storage key', pattern: /\bAccountKey=[A-Za-z0-9+/]{86}==/ },
  {
    name: "a registry's credentials",
    pattern: /"auth"\s*:\s*"[A-Za-z0-9+/]{8,}={0,2}"|"identitytoken"\s*:\s*"[^"]{8,}"/,
  },
  {
    name: 'a password in a URL',
    pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/?#:@"'`<>]*:(?<secret>[^\s/?#@"'`]+)@[^\s/?#@"'`]/i,
  },
  {
    name: 'a password in a connection string',
    pattern:
      /[;&?]\s*(?:password|pwd)\s*=\s*(?<secret>[^\s;&"'`]+)|(?:^|["'\s=])[\w.-]+:(?<go>[^\s@/"'`]+)@(?:tcp|unix)\(/i,
  },
  {
    name: 'an Authorization header',
    pattern:
      /(?:[Aa]uthorization|AUTHORIZATION)["']?\s*[:=]\s*["']?(?:[Bb]asic|[Bb]earer|[Tt]oken)\s+(?<secret>(?=\S+[A-Z0-9=])[\w+/=.~-]{8,})/,
  },
  {
    name: 'a password on a command line',
    pattern:
      /(?:^|\s)--?(?:[a-z0-9]+-)*(?:password|passwd|passphrase|api-key|client-secret)(?:=| (?=\S*[A-Z0-9]))(?!(?:true|false)(?!\S)|\/)(?<secret>[^\s-]\S*)/,
  },
];

/** A place where something else is put when it is used: `$(PASSWORD)`, `${PASSWORD}`, `$PASSWORD`, `{{ .password }}`, `<password>`, `@PASSWORD@`. */
const REFERENCE = /^["']?(?:\$[({A-Za-z_]|\{\{|<[^>]*>|%[({]|\*+$|x{3,}$|\.{3}$|…$|@\w+@$|%\w+%$|__\w+__$)/;

/** Whether a value says where the value comes from, rather than being it. */
export function isReference(value: string): boolean {
  return REFERENCE.test(value);
}

/** What kind of credential a text holds, in its words; nothing when it holds none. */
export function credentialIn(text: string): string | undefined {
  for (const { name, pattern } of CREDENTIAL_FORMS) {
    for (const { groups } of text.matchAll(new RegExp(pattern, `${pattern.flags}g`))) {
      const secret = groups?.secret ?? groups?.go;
      if (secret === undefined || !isReference(secret)) return name;
    }
  }
  return undefined;
}
