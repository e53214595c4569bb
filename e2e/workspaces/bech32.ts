const CHARSET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** Bytes in the notation of BIP 173, which age writes its keys in. */
export function bech32(prefix: string, bytes: Uint8Array): string {
  const data = fives(bytes);
  const text = [...data, ...checksum(prefix, data)].map((five) => CHARSET[five] ?? '').join('');
  return `${prefix}1${text}`;
}

/** Eight bits at a time become five at a time, with zeros at the end. */
function fives(bytes: Uint8Array): number[] {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => parseInt(five.padEnd(5, '0'), 2));
}

function checksum(prefix: string, data: readonly number[]): number[] {
  const codes = Array.from(prefix, (letter) => letter.charCodeAt(0));
  const expanded = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
  const rest = polymod([...expanded, ...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  return [25, 20, 15, 10, 5, 0].map((shift) => (rest >> shift) & 31);
}

function polymod(values: readonly number[]): number {
  return values.reduce((sum, value) => {
    const top = sum >> 25;
    const next = ((sum & 0x1ffffff) << 5) ^ value;
    return GENERATOR.reduce((acc, generator, bit) => ((top >> bit) & 1 ? acc ^ generator : acc), next);
  }, 1);
}
