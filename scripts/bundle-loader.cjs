// The head of `lib/bundle.js`, which holds the code of all modules of `lib/`: `scripts/bundle.mjs` writes the modules
// behind it. Reading one file takes a fraction of what finding and reading 250 does.
//
// Each module stays one, with a live `exports` of its own, run when it is first required. Modules that sequelize 6 has
// too are known to Node.js by the path of their file, so `require('sequelize/lib/model')` finds the one in use, and
// what somebody put into `require.cache` in its place is used here, too.
/* global exports, __filename, publicModules, modules */
'use strict';

/** Modules by path below `lib`, without `.js`. Those of sequelize 6 are also in Node's registry, if it is Node's. */
const registry = new Map();
const Module = module.constructor;
const isInNode = typeof Module === 'function' && require.cache !== undefined && require.cache === Module._cache;

/** Modules that tracing tools wait for in `require`: they are loaded by it. */
const awaited = new Set([
  'sequelize',
  'model',
  'dialects/abstract/connection-manager',
  'dialects/abstract/query',
  'dialects/abstract/query-interface'
]);

/** What a file of `lib/` consists of: the module runs as this file. */
exports.run = function run(id, file, requireOfFile) {
  // Asked for again, a public module was taken out of the registry of the loader: it is to run anew.
  if (publicModules.has(id)) evaluate(id, file, fileOf(id), requireOfFile);
  else file.exports = __load(id);
};

/** `require` of one module by another. */
function __load(id) {
  if (publicModules.has(id)) return loadPublic(id);
  return (registry.get(id) ?? evaluate(id, { exports: {} }, fileOf(id), require)).exports;
}

function loadPublic(id) {
  const file = fileOf(id);
  // Elsewhere, in jest above all, only the loader knows whether somebody replaced the module.
  if (!isInNode) return require(file);
  const known = require.cache[file];
  if (known !== undefined) return known.exports;
  if (awaited.has(id)) return require(file);
  const planted = new Module(file, module);
  planted.filename = file;
  planted.paths = module.paths;
  require.cache[file] = planted;
  try {
    evaluate(id, planted, file, require);
  } catch (error) {
    delete require.cache[file];
    throw error;
  }
  planted.loaded = true;
  return planted.exports;
}

function evaluate(id, module, file, requireOfFile) {
  registry.set(id, module);
  try {
    modules[id].call(module.exports, module.exports, requireOfFile, module, file, folderOf(file));
  } catch (error) {
    registry.delete(id);
    throw error;
  }
  return module;
}

const separator = __filename.includes('\\') ? '\\' : '/';

function fileOf(id) {
  return `${__dirname}${separator}${separator === '/' ? id : id.replaceAll('/', separator)}.js`;
}

function folderOf(file) {
  return file.slice(0, file.lastIndexOf(separator));
}

// What TypeScript's output asks for.

function __importDefault(module) {
  return module && module.__esModule ? module : { default: module };
}

function __importStar(module) {
  if (module && module.__esModule) return module;
  const names = {};
  if (module != null) {
    for (const name of Object.getOwnPropertyNames(module)) if (name !== 'default') bind(names, module, name);
  }
  return Object.defineProperty(names, 'default', { enumerable: true, value: module });
}

function __exportStar(module, exports) {
  for (const name in module) if (name !== 'default' && !Object.hasOwn(exports, name)) bind(exports, module, name);
}

/** A live name: unless the property itself computes its value, asked for each time. */
function bind(target, module, name) {
  const own = Object.getOwnPropertyDescriptor(module, name);
  const isLive = own !== undefined && (own.get !== undefined ? module.__esModule : !(own.writable || own.configurable));
  const live = { enumerable: true, get: () => module[name] };
  Object.defineProperty(target, name, isLive ? own : live);
}
