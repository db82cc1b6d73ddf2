#!/usr/bin/env node
// `npx sequelize-rs …`. An ES module, because only here `import()` stays what it is.
import { main } from './main.js';

const code = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  importModule: specifier => import(specifier)
});
// A migration may have left connections or timers of its own behind.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
