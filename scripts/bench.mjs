// Builds, then runs the benches beside sequelize 6 and better-sqlite3. Arguments go to the runner.
import { run } from './run.mjs';

run(process.execPath, ['scripts/build.mjs', '--release']);
run(process.execPath, ['--expose-gc', 'benches/run.mjs', ...process.argv.slice(2)]);
