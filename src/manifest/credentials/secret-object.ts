type Fields = Readonly<Record<string, unknown>>;

/** What SOPS writes in place of a value. */
const ENCRYPTED = /^ENC\[AES256_GCM,data:[^\]]*\]$/;

/** Whether an object is a Secret of Kubernetes. */
export function isSecret({ apiVersion, kind }: Fields): boolean {
  return apiVersion === 'v1' && kind === 'Secret';
}

/** JSON pointers of the values of a Secret that can be read: all of them unless SOPS has encrypted it. */
export function openSecretValues(secret: Fields): string[] {
  const encrypted = isFields(secret.sops) && typeof secret.sops.mac === 'string' && ENCRYPTED.test(secret.sops.mac);
  return ['data', 'stringData'].flatMap((field) => {
    const values = secret[field];
    if (!isFields(values)) return [];
    return Object.entries(values)
      .filter(([, value]) => value !== '' && !(encrypted && typeof value === 'string' && ENCRYPTED.test(value)))
      .map(([key]) => `/${field}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  });
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
