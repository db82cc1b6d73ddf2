// What must hold before a change lands: format, lints, types, generated files. Changes nothing but what is built.
import { installPackages, requireTools, run, runBin } from './run.mjs';

requireTools();
installPackages();
run('cargo', ['fmt', '--all', '--check']);
// The addon has no tests of its own, and as a test it would look unused: the macros export nothing then.
run('cargo', ['clippy', '--package', 'sequelize_rs', '--profile', 'fast', '--', '-D', 'warnings']);
run('cargo', [
  'clippy',
  '--workspace',
  '--exclude',
  'sequelize_rs',
  '--all-targets',
  '--profile',
  'fast',
  '--',
  '-D',
  'warnings'
]);
run(process.execPath, ['scripts/generate.mjs', '--check']);
runBin('typescript#tsc', ['--project', 'tsconfig.json', '--noEmit']);
// They are typed against `types/`, which a fresh clone does not have.
run(process.execPath, ['scripts/build.mjs', '--ts']);
runBin('typescript#tsc', ['--project', '__test__/tsconfig.json', '--noEmit']);
runBin('eslint', ['.', '--max-warnings', '0']);
runBin('prettier', ['--check', '--log-level', 'warn', '.']);
console.log('Everything is clean.');
