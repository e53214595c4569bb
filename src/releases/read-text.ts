import { readFileSync } from 'node:fs';

/** The text of a file, or why there is none, worded to follow the file's name. */
export interface ReadText {
  readonly text?: string;
  readonly problem: string;
}

/** Reads a file as UTF-8. */
export function readText(file: string): ReadText {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return { problem: unreadable(errorCode(error)) };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), problem: '' };
  } catch {
    return { problem: 'must be UTF-8 text, got other bytes; save it as UTF-8' };
  }
}

/** The code of a file system error: `ENOENT`. */
function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}

function unreadable(code: string): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'must be a file, got none of that name; create it (it may be empty) or correct the path';
    case 'EISDIR':
      return 'must be a file, got a folder; name the file in it';
    default:
      return `must be a file that can be read, got ${code}; allow reading it`;
  }
}
