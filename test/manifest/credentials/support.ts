import * as fc from 'fast-check';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
const WORD = LOWER + UPPER + DIGITS;

/** Texts of given characters and length. */
export function text(characters: string, minLength: number, maxLength = minLength): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...Array.from(characters)), minLength, maxLength });
}

function join(...parts: (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> {
  const arbitraries = parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part));
  return fc.tuple(...arbitraries).map((texts) => texts.join(''));
}

function base64(given: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return given.map((one) => Buffer.from(one).toString('base64'));
}

const jwtPart = base64(text(WORD, 20, 60).map((value) => `{"alg":"${value}"}`)).map((part) =>
  part.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
);
const pem = join(
  '-----BEGIN ',
  fc.constantFrom('', 'RSA ', 'EC ', 'OPENSSH ', 'ENCRYPTED '),
  'PRIVATE KEY-----\n',
  text(WORD, 64),
);
const dockerConfig = join('{"auths":{"ghcr.io":{"auth":"', base64(text(WORD, 12, 40)), '"}}}');

/** Credentials of every form, made up anew for each run, so that none is ever written down. */
export const credentials: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'a private key': pem,
  'a private key in base64': base64(pem),
  'a private key of age': join('AGE-SECRET-', 'KEY-1', text(UPPER + DIGITS, 58)),
  'an AWS access key': join(fc.constantFrom('AKIA', 'ASIA'), text(`${UPPER}234567`, 16)),
  'a GitHub token': join(fc.constantFrom('ghp', 'gho', 'ghs'), '_', text(WORD, 36)),
  'a fine-grained GitHub token': join('github', '_pat_', text(WORD, 22), '_', text(WORD, 59)),
  'a GitLab token': join(fc.constantFrom('glpat', 'glrt', 'gldt'), '-X', text(WORD, 19)),
  'a Slack token': join(fc.constantFrom('xoxb', 'xoxp'), '-', text(DIGITS, 12), '-', text(WORD, 24)),
  'an incoming webhook of Slack': join(
    'https://hooks.slack.',
    'com/services/T',
    text(UPPER, 8),
    '/B',
    text(UPPER, 8),
    '/',
    text(WORD, 24),
  ),
  'an incoming webhook of Discord': join(
    'https://discord.com/api/',
    'webhooks/',
    text(DIGITS, 18),
    '/',
    text(WORD, 68),
  ),
  'an incoming webhook of Microsoft Teams': join(
    'https://acme.webhook.',
    'office.com/webhookb2/',
    fc.uuid(),
    '@',
    fc.uuid(),
    '/IncomingWebhook/',
    text('0123456789abcdef', 32),
    '/',
    fc.uuid(),
  ),
  'a password in a connection string': join('Server=db;User Id=shop; Password=', text(WORD, 6, 20), ';Encrypt=true'),
  'a password in the query of a URL': join('jdbc:postgresql://db/shop?user=shop&password=', text(WORD, 6, 20)),
  'a password in an address of Go': join('shop:', text(WORD, 6, 20), '@tcp(db.shop:3306)/shop'),
  'a password of a longer option': join('start --db-password=', text(WORD, 6, 20), '7'),
  'a JSON Web Token': join(jwtPart, '.', jwtPart, '.', text(WORD, 43)),
  'a Google API key': join('AI', 'za', text(WORD, 35)),
  'a Stripe key': join('sk_', 'live_', text(WORD, 24)),
  'an npm token': join('npm', '_', text(WORD, 36)),
  'a Vault token': join('hvs', '.', 'A', text(WORD, 24, 90)),
  'an Azure storage key': join(
    'AccountName=shop;Account',
    'Key=',
    text(WORD, 86),
    '==;EndpointSuffix=core.windows.net',
  ),
  "a registry's credentials": dockerConfig,
  "a registry's credentials in base64": base64(dockerConfig),
  'a password in a URL': join('postgres://shop:', text(WORD, 1, 30), '@db.shop:5432/shop'),
  'an Authorization header': join("curl -H 'Authorization: Bearer ", text(WORD, 20, 40), "' http://backend/"),
  'a password on a command line': join(
    'mysql --user shop --password',
    fc.constantFrom('=', ' '),
    text(WORD, 6, 20),
    '7',
  ),
};

const label = join(text(LOWER, 1), text(`${LOWER}${DIGITS}-`, 0, 40), text(LOWER + DIGITS, 1));
const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('.'));
const path = fc
  .array(text(`${WORD}-_.~%`, 1, 20), { maxLength: 4 })
  .map((parts) => parts.map((part) => `/${part}`).join(''));
const digest = text(`${DIGITS}abcdef`, 64);

/** What manifests are full of and is no credential. */
export const harmless: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'a name': label,
  'a label key': join(host, '/', label),
  'an address': join(
    fc.constantFrom('http://', 'https://', 'oci://', 'ssh://git@', 'grpc://'),
    host,
    fc.oneof(
      fc.constant(''),
      fc.nat(65535).map((port) => `:${port}`),
    ),
    path,
    fc.constantFrom('', '?ref=a@b', '?a=b&c=d', '#part', '/@scope/package'),
  ),
  'an image': join(host, '/', label, fc.constantFrom('', ':5000', ':1.2.3'), '@sha256:', digest),
  'a checksum': fc.oneof(
    digest,
    text(`${DIGITS}abcdef`, 40),
    text(`${WORD}+/`, 43).map((sum) => `h1:${sum}=`),
  ),
  'an identifier': fc.uuid(),
  'letters and digits': text(WORD, 0, 80),
  'a certificate': join('-----BEGIN CERTIFICATE-----\n', text(`${WORD}+/`, 64), '\n-----END CERTIFICATE-----\n'),
  'a certificate in base64': base64(join('-----BEGIN CERTIFICATE-----\n', text(`${WORD}+/`, 64))),
  'a public key': join('-----BEGIN PUBLIC KEY-----\n', text(`${WORD}+/`, 64), '\n-----END PUBLIC KEY-----\n'),
  'a query': join('sum(rate(http_requests_total{namespace="', label, '",code!~"5.."}[1m])) by (', label, ')'),
  'any text': fc.string({ maxLength: 200 }),
};
