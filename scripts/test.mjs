// Everything: the crates' tests, then jest. Arguments go to jest; `--rust` or `--js` runs one half.
import { installPackages, requireTools, run, runBin } from './run.mjs';

const args = process.argv.slice(2);
const only = args.find(arg => arg === '--rust' || arg === '--js');
const rest = args.filter(arg => arg !== only);

requireTools();
installPackages();
if (only !== '--js') run('cargo', ['test', '--profile', 'fast', '--workspace', '--exclude', 'sequelize_rs']);
if (only !== '--rust') {
  run(process.execPath, ['scripts/build.mjs']);
  runBin('jest', rest);
}
