/**
 * Something of which every credential, or the name that it stands below, has at least one. The last alternatives but one are
 * what base64 makes of `{"` and of `-----BEGIN `.
 */
const SUSPICIOUS =
  /PRIVATE KEY|SECRET-KEY|A[KS]IA[A-Z2-7]|gh[oprsu]_|github_pat_|gl[a-z]{2,5}-|xox|xapp-|hooks\.slack|webhook\.office|\/webhooks\/|AIza|k_live_|k_test_|npm_|hv[bs]\.|AccountKey=|"auth"|identitytoken|:\/\/[^\s/?#:@]*:[^\s/?#@]+@|authorization["']?\s*[:=]|password|passwd|pwd|@(?:tcp|unix)\(|passphrase|api[_-]?key|(?:client|app|shared)[_-]?secret|secret[_-]?access|(?:access|api|auth|bearer)[_-]?token|eyJ|LS0tLS1CRUdJTi|^Secret$/i;

/** Keys and values that were not suspicious; a fleet repeats the same few thousands of times. */
const clean = new Set<string>();
const MOST_REMEMBERED = 20_000;
const LONGEST_REMEMBERED = 200;

/** Whether a manifest may hold a credential, so that it is worth a closer look: most are not. */
export function mayHoldCredentials(value: unknown): boolean {
  if (typeof value === 'string') return isSuspicious(value);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(mayHoldCredentials);
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.keys(fields).some((key) => isSuspicious(key) || mayHoldCredentials(fields[key]));
}

function isSuspicious(text: string): boolean {
  if (clean.has(text)) return false;
  if (SUSPICIOUS.test(text)) return true;
  if (clean.size < MOST_REMEMBERED && text.length <= LONGEST_REMEMBERED) clean.add(text);
  return false;
}
