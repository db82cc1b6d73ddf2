// Everything: the crates' tests, then jest. Arguments go to jest; `--rust` or `--js` runs one half.
// The suites of servers run on those that `DATABASE_URL_…` names or that can be started here (`scripts/servers/`).
// SERVERS=required (in CI) installs what is missing and fails without it; SERVERS=none runs on SQLite only.
import servers from './servers/index.cjs';
import { fail, installPackages, requireTools, run, runBin } from './run.mjs';

const args = process.argv.slice(2);
const only = args.find(arg => arg === '--rust' || arg === '--js');
const rest = args.filter(arg => arg !== only);
const isRequired = process.env.SERVERS === 'required';

requireTools();
installPackages();
const { env, missing, stop } = await provide();
Object.assign(process.env, env);
if (missing.length > 0 && isRequired) fail(`There are servers missing:\n${missing.join('\n')}`);

if (only !== '--js') run('cargo', ['test', '--profile', 'fast', '--workspace', '--exclude', 'sequelize_rs']);
if (only !== '--rust') {
  run(process.execPath, ['scripts/build.mjs']);
  runBin('jest', rest);
}
await stop();
if (missing.length > 0) console.warn(`\nNOT RUN, for want of a server:\n  ${missing.join('\n  ')}\n`);

async function provide() {
  if (process.env.SERVERS !== 'none') return servers.provideServers({ install: isRequired });
  return { env: {}, missing: ['postgres, mariadb and mysql: SERVERS=none'], stop: () => {} };
}
