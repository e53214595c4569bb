import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { packed } from './packed';

/** Removes what the setup packed, and the copy it was packed from. */
export default function removePacked(): void {
  rmSync(dirname(packed()), { recursive: true, force: true });
}
