// Builds, then runs the benches beside sequelize 6 and better-sqlite3. Arguments go to the runner.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';

run(process.execPath, ['scripts/build.mjs', '--release']);
if (!existsSync(join(root, 'benches', 'node_modules'))) {
  run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: join(root, 'benches') });
}
run(process.execPath, ['--expose-gc', 'benches/run.mjs', ...process.argv.slice(2)]);
