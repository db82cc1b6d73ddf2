// Puts the built addons into their packages under npm/ and publishes those, then the package itself, which depends on
// them by version. `--dry-run` publishes nothing.
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, root, run } from './run.mjs';

const [artifacts, ...rest] = process.argv.slice(2);
if (!artifacts) fail('usage: node scripts/publish.mjs ARTIFACTS [--dry-run]');
const flags = ['--access', 'public', ...rest];
const manifestFile = join(root, 'package.json');
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
const platforms = readdirSync(join(root, 'npm'));

for (const platform of platforms) {
  const file = `sequelize-rs.${platform}.node`;
  const built = join(artifacts, platform, file);
  if (!existsSync(built)) fail(`There is no ${built}.`);
  const folder = join(root, 'npm', platform);
  copyFileSync(built, join(folder, file));
  const own = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ ...own, version: manifest.version }, null, 2)}\n`);
  run('npm', ['publish', ...flags], { cwd: folder });
}

// The published package carries no addon of its own: npm installs the one that fits.
const optionalDependencies = Object.fromEntries(
  platforms.map(platform => [`sequelize-rs-${platform}`, manifest.version])
);
const files = manifest.files.filter(pattern => pattern !== '*.node');
writeFileSync(manifestFile, `${JSON.stringify({ ...manifest, files, optionalDependencies }, null, 2)}\n`);
run('npm', ['publish', ...flags], { cwd: root });
