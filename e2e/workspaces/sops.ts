import {
  createCipheriv,
  createHmac,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { bech32 } from './bech32';

/** A key pair of age. */
export interface AgeKey {
  /** What encrypts: `age1…`. */
  readonly recipient: string;
  /** What decrypts: `AGE-SECRET-KEY-1…`. */
  readonly identity: string;
  readonly publicKey: KeyObject;
}

type Fields = Readonly<Record<string, string>>;

/** A fresh key pair. */
export function ageKey(): AgeKey {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return {
    recipient: bech32('age', rawOf(publicKey)),
    identity: bech32('age-secret-key-', rawPrivate(privateKey)).toUpperCase(),
    publicKey,
  };
}

/**
 * A Secret as the command `sops encrypt` leaves it, with keys of age. Flux does not check SOPS's own checksum, since what it
 * applies has more labels than what was encrypted.
 */
export function encryptedSecret(name: string, stringData: Fields, key: AgeKey) {
  const dataKey = randomBytes(32);
  const encrypt = (value: string, path: string): string => {
    const iv = randomBytes(32);
    const cipher = createCipheriv('aes-256-gcm', dataKey, iv);
    cipher.setAAD(Buffer.from(path));
    const data = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]).toString('base64');
    const [ivText, tag] = [iv.toString('base64'), cipher.getAuthTag().toString('base64')];
    return `ENC[AES256_GCM,data:${data},iv:${ivText},tag:${tag},type:str]`;
  };
  const lastmodified = '2026-01-01T00:00:00Z';
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name },
    stringData: Object.fromEntries(
      Object.entries(stringData).map(([field, value]) => [field, encrypt(value, `stringData:${field}:`)]),
    ),
    sops: {
      age: [{ recipient: key.recipient, enc: armor(ageFile(dataKey, key.publicKey)) }],
      encrypted_regex: '^(data|stringData)$',
      lastmodified,
      mac: encrypt('', lastmodified),
      version: '3.9.0',
    },
  };
}

/** A file of age (https://age-encryption.org/v1) for one recipient. */
function ageFile(content: Buffer, recipient: KeyObject): Buffer {
  const fileKey = randomBytes(16);
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const share = rawOf(publicKey);
  const secret = diffieHellman({ privateKey, publicKey: recipient });
  const wrapKey = hkdf(secret, Buffer.concat([share, rawOf(recipient)]), 'age-encryption.org/v1/X25519');
  const body = seal(wrapKey, Buffer.alloc(12), fileKey);
  const header = `age-encryption.org/v1\n-> X25519 ${unpadded(share)}\n${unpadded(body)}\n---`;
  const mac = createHmac('sha256', hkdf(fileKey, Buffer.alloc(0), 'header'))
    .update(header)
    .digest();
  const nonce = randomBytes(16);
  // The only chunk is the first and the last.
  const last = Buffer.alloc(12);
  last[11] = 1;
  const payload = seal(hkdf(fileKey, nonce, 'payload'), last, content);
  return Buffer.concat([Buffer.from(`${header} ${unpadded(mac)}\n`), nonce, payload]);
}

function armor(file: Buffer): string {
  const lines = file.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN AGE ENCRYPTED FILE-----\n${lines.join('\n')}\n-----END AGE ENCRYPTED FILE-----\n`;
}

function seal(key: Buffer, nonce: Buffer, content: Buffer): Buffer {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
  return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

function hkdf(key: Buffer, salt: Buffer, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, info, 32));
}

function rawOf(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(-32);
}

function rawPrivate(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
