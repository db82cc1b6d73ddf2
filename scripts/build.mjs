// Builds the addon and the facade, each only if its sources are newer than what was built.
//   --release  the addon as it is published (link-time optimisation, minutes)
//   --debug    the addon with assertions, for looking for faults
//   --ts       the facade only
//   --force    build even what is up to date
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeBundle } from './bundle.mjs';
import { fail, filesBelow, installPackages, newest, platformName, requireTools, root, run, runBin } from './run.mjs';

const has = flag => process.argv.includes(flag);
const profile = has('--release') ? 'release' : has('--debug') ? 'dev' : 'fast';
const outFolder = profile === 'dev' ? 'debug' : profile;

requireTools({ rust: !has('--ts') });
installPackages();
if (!has('--ts')) buildAddon();
buildFacade();

function buildAddon() {
  const addon = join(root, `sequelize-rs.${platformName()}.node`);
  const stamp = join(root, 'target', 'addon-stamp');
  // Taken before the build: a source that changes while it runs is built next time.
  const sources = newest(
    ['Cargo.toml', 'Cargo.lock', 'build.rs', 'src', 'crates', '.cargo'],
    path => !/\/tests?\//.test(path)
  );
  const wanted = `${profile} ${sources}`;
  if (existsSync(addon) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && !has('--force')) return;
  run('cargo', ['build', '--package', 'sequelize_rs', '--profile', profile]);
  const names = { linux: 'libsequelize_rs.so', darwin: 'libsequelize_rs.dylib', win32: 'sequelize_rs.dll' };
  const library = names[process.platform] ?? fail(`There is no build for ${process.platform} yet.`);
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  // A process may have the old file open: replace it, do not write into it.
  rmSync(addon, { force: true });
  copyFileSync(join(target, outFolder, library), addon);
  mkdirSync(join(root, 'target'), { recursive: true });
  writeFileSync(stamp, wanted);
}

function buildFacade() {
  const compiled = join(root, 'target', 'facade');
  const built = join(root, 'lib', 'index.js');
  const sources = newest([
    'facade',
    'tsconfig.json',
    'package.json',
    'scripts/bundle.mjs',
    'scripts/bundle-loader.cjs'
  ]);
  if (existsSync(built) && statSync(built).mtimeMs >= sources && !has('--force')) return;
  // Types are checked by `npm run check`; the build only writes.
  rmSync(compiled, { recursive: true, force: true });
  runBin('typescript#tsc', ['--project', 'tsconfig.json', '--noCheck']);
  writeBundle(compiled, join(root, 'lib'));
  copyHandWritten();
  plainTypeExports();
  removeStale('lib', /\.js$/, '.ts');
  removeStale('types', /\.d\.ts$/, '.ts');
}

/** Output of sources that are gone must not stay importable. */
function removeStale(folder, ending, sourceEnding) {
  for (const path of filesBelow(join(root, folder))) {
    if (!ending.test(path) || path === join(root, 'lib', 'bundle.js')) continue;
    const source = path.replace(join(root, folder), join(root, 'facade')).replace(ending, sourceEnding);
    if (!existsSync(source)) rmSync(path);
  }
}

/** `export type *` is younger than the compilers that programs typed against v6 use; in declarations it says no more. */
function plainTypeExports() {
  for (const path of filesBelow(join(root, 'types'))) {
    if (!path.endsWith('.d.ts')) continue;
    const text = readFileSync(path, 'utf8');
    const plain = text.replace(/^export type \* from/gm, 'export * from');
    if (plain !== text) writeFileSync(path, plain);
  }
}

/** Modules that tsc does not write: the ESM entry. */
function copyHandWritten() {
  for (const path of filesBelow(join(root, 'facade'))) {
    if (path.endsWith('.mjs')) copyFileSync(path, path.replace(join(root, 'facade'), join(root, 'lib')));
  }
}
