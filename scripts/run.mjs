// What the other scripts share: running commands, finding what is missing, knowing what is up to date.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs a command with our standard streams; ends the process with its status if it fails. */
export function run(command, args, options = {}) {
  const shown = [command, ...args].join(' ');
  console.log(`> ${shown}`);
  const { status, signal, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) fail(`${command} could not be started: ${error.message}`);
  if (status !== 0) {
    console.error(`${shown} failed (${signal ?? `exit status ${status}`}).`);
    process.exit(status || 1);
  }
}

/** The program of a package in node_modules, run by this very node. */
export function runBin(name, args, options) {
  run(process.execPath, [...(options?.nodeArgs ?? []), binPath(name), ...args], options);
}

function binPath(name) {
  const [packageName, binName = packageName.split('/').pop()] = name.split('#');
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[binName]);
}

export function fail(message) {
  console.error(message);
  process.exit(1);
}

/** Node itself and Rust, with a clear word if one is missing or too old. */
export function requireTools({ rust = true } = {}) {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) fail(`Node.js 20 or newer is needed; this is ${process.versions.node}. See https://nodejs.org.`);
  if (!rust) return;
  const needed = /rust-version = "([\d.]+)"/.exec(readFileSync(join(root, 'Cargo.toml'), 'utf8'))[1];
  let found;
  try {
    found = /rustc (\d+\.\d+)/.exec(execFileSync('rustc', ['--version'], { encoding: 'utf8' }))[1];
  } catch {
    fail(`Rust ${needed} or newer is needed to build the addon, and rustc is not on the PATH. See https://rustup.rs.`);
  }
  if (isOlder(found, needed)) fail(`Rust ${needed} or newer is needed; this is ${found}. Run \`rustup update\`.`);
}

function isOlder(found, needed) {
  const [major, minor] = found.split('.').map(Number);
  const [neededMajor, neededMinor] = needed.split('.').map(Number);
  return major < neededMajor || (major === neededMajor && minor < neededMinor);
}

/** Installs the npm packages unless they are already those of the lock file. */
export function installPackages() {
  // A link is to the packages of another checkout, and `npm ci` would empty those.
  const folder = lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false });
  if (folder?.isSymbolicLink()) return;
  const lock = join(root, 'package-lock.json');
  const stamp = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs) return;
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund']);
}

/** The newest change below some paths, in milliseconds. */
export function newest(paths, keep = () => true) {
  let latest = 0;
  const visit = path => {
    const stat = statSync(path);
    if (stat.isDirectory()) {
      for (const name of readdirSync(path)) if (name !== 'node_modules' && name !== 'target') visit(join(path, name));
    } else if (keep(path)) {
      latest = Math.max(latest, stat.mtimeMs);
    }
  };
  for (const path of paths) if (existsSync(join(root, path))) visit(join(root, path));
  return latest;
}

/** `linux-x64-gnu` and the like: the name of the addon's file and of its package. */
export function platformName() {
  const { platform, arch } = process;
  if (platform === 'linux') {
    const isMusl = !process.report.getReport().header.glibcVersionRuntime;
    return `linux-${arch}-${isMusl ? 'musl' : 'gnu'}`;
  }
  return platform === 'win32' ? `win32-${arch}-msvc` : `${platform}-${arch}`;
}

/** All files below a folder, with their whole paths. */
export function filesBelow(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath ?? entry.path, entry.name));
}
