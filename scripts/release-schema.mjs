// Writes schemas/releases.schema.json from the table of fields in src/releases/fields.ts.
import { writeFileSync } from 'node:fs';
import prettier from 'prettier';
import { tsImport } from 'tsx/esm/api';

const file = new URL('../schemas/releases.schema.json', import.meta.url);
const { releaseSchema } = await tsImport('../src/releases/release-schema.ts', import.meta.url);
const options = await prettier.resolveConfig(file);
writeFileSync(file, await prettier.format(JSON.stringify(releaseSchema()), { ...options, parser: 'json' }));
