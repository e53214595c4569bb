// `node e2e/build/index.mjs`: builds the programs and says where they are.
import { buildPrograms } from './build.mjs';

for (const [name, file] of Object.entries(await buildPrograms(console.error))) console.log(`${name}\t${file}`);
