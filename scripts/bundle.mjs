// Writes `lib/` from what TypeScript compiled: one file with the code of all modules, and for each module a file that
// runs it from there. See docs/decisions/0011.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { fail, filesBelow, root } from './run.mjs';

const loader = readFileSync(join(root, 'scripts', 'bundle-loader.cjs'), 'utf8');
/** The part of the loader that every module of TypeScript's may ask for. */
const helpers = loader.slice(loader.indexOf('// What TypeScript'));
/** What is for development, and nobody who requires the package should pay for. */
const isApart = id => /^(command-line|diff|erd)\//.test(id);
const upstream = join(root, 'node_modules', 'sequelize', 'lib');

/** `compiled` is the folder that TypeScript wrote CommonJS modules to. */
export function writeBundle(compiled, lib) {
  const print = printer();
  const modules = new Map();
  for (const path of filesBelow(compiled).sort()) {
    const id = path.slice(compiled.length + 1, -'.js'.length).replaceAll('\\', '/');
    const text = print(readFileSync(path, 'utf8'));
    if (isApart(id)) writeApart(lib, id, text);
    else modules.set(id, text);
  }
  const known = new Set(modules.keys());
  const code = [...modules].map(
    ([id, text]) =>
      `// lib/${id}.js\n'${id}': function (exports, require, module, __filename, __dirname) {\n` +
      `${linked(id, checked(id, text), known)}}`
  );
  const isPublic = id => existsSync(join(upstream, `${id}.js`));
  mkdirSync(lib, { recursive: true });
  writeFileSync(
    join(lib, 'bundle.js'),
    ascii(
      `${loader}\nconst publicModules = new Set(${JSON.stringify([...known].filter(isPublic), null, 2)});\n\n` +
        `const modules = {\n__proto__: null,\n\n${code.join(',\n\n')}\n};\n`
    )
  );
  for (const id of known) writeFace(lib, id, modules);
}

/** Drops comments, which `types/` has; V8 would read them at each start. */
function printer() {
  // 0.3 seconds to load: only if something is built.
  const ts = createRequire(import.meta.url)('typescript');
  const { printFile } = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });
  return text => printFile(ts.createSourceFile('module.js', text, ts.ScriptTarget.ES2022, false, ts.ScriptKind.JS));
}

/** Relative `require`s become the loader's `load`, with the path below `lib`. */
function linked(id, text, known) {
  return text.replace(/\brequire\((["'])(\.[^"']+)\1\)/g, (_, quote, path) => {
    const target = posix.join(posix.dirname(id), path);
    const found = [target, `${target}/index`].find(name => known.has(name));
    if (found) return `__load('${found}')`;
    if (isApart(`${target}/`)) return `require('./${target}')`;
    // A file beside `lib/`, as seen from the bundle.
    return target.startsWith('../') ? `require('${target}')` : fail(`${id} requires ${path}, which is not there.`);
  });
}

/** A helper of TypeScript that the loader lacks would only be missed when it runs. */
function checked(id, text) {
  for (const [name] of text.matchAll(/\b__(?!esModule\b|filename\b|dirname\b|load\b|proto__\b)[a-z]\w+/gi)) {
    if (!loader.includes(`function ${name}(`)) fail(`${id} needs ${name}: add it to scripts/bundle-loader.cjs.`);
  }
  return text;
}

/** A single character beyond Latin-1 makes V8 keep the whole text in twice the space. */
function ascii(text) {
  return text.replace(/[\u0080-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A module that is not in the bundle; it requires others by their files. */
function writeApart(lib, id, text) {
  const path = join(lib, `${id}.js`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${checked(id, text)}\n${helpers}`);
}

function writeFace(lib, id, modules) {
  const path = join(lib, `${id}.js`);
  const bundle = posix.relative(posix.dirname(id), 'bundle.js');
  const names = [...namesOf(id, modules)].map(name => `exports.${name} = `).join('');
  // The names are for `import { … }`, which reads them from the text.
  const hint = names && `0 && (${names}0);\n`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    `'use strict';\nrequire('${bundle.startsWith('.') ? bundle : `./${bundle}`}').run('${id}', module, require);\n${hint}`
  );
}

/** The names a module exports, those of `export *` among them. */
function namesOf(id, modules, seen = new Set()) {
  const names = new Set();
  if (seen.has(id)) return names;
  seen.add(id);
  const text = modules.get(id);
  for (const [, name] of text.matchAll(/\bexports\.(\w+) =/g)) names.add(name);
  for (const [, name] of text.matchAll(/defineProperty\(exports, "(\w+)"/g)) names.add(name);
  for (const [, path] of text.matchAll(/__exportStar\(require\("(\.[^"]+)"\)/g)) {
    const target = posix.join(posix.dirname(id), path);
    const found = modules.has(target) ? target : `${target}/index`;
    for (const name of namesOf(found, modules, seen)) if (name !== 'default') names.add(name);
  }
  return names;
}
