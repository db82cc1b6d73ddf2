// All code is in one file, yet each module of `lib/` is one of its own. In this file jest does the loading, in the
// programs it starts Node.js does.
const { execFileSync } = require('node:child_process');
const { existsSync, readdirSync } = require('node:fs');
const { dirname, join } = require('node:path');

const root = join(__dirname, '../..');
const upstream = join(dirname(require.resolve('sequelize/package.json')), 'lib');
/** Modules that v6 has too, but for the dialects that we have not. */
const paths = readdirSync(upstream, { recursive: true })
  .filter(path => path.endsWith('.js') && !/db2|oracle|snowflake/.test(path))
  .map(path => path.slice(0, -'.js'.length).replaceAll('\\', '/'));

/** What a program prints as JSON; `lib` is the folder. */
function outcome(program) {
  const head = `const lib = ${JSON.stringify(join(root, 'lib'))}; const entry = ${JSON.stringify(root)};`;
  const text = execFileSync(process.execPath, ['-e', head + program], { encoding: 'utf8', cwd: root });
  return JSON.parse(text);
}

/** Requires the entry and all modules, in this order or the other; who is who must not depend on it. */
const IDENTITIES = `
  const load = () => paths.map(path => require(lib + '/' + path));
  const [Sequelize, modules] = isEntryFirst ? [require(entry), load()] : [load(), require(entry)].reverse();
  const { Model, HasOne, Transaction, ValidationError, DataTypes, Op } = Sequelize;
  const found = [Sequelize, Model, HasOne, Transaction, DataTypes, Op].map(thing => paths[modules.indexOf(thing)]);
  const errors = modules[paths.indexOf('errors/index')].ValidationError === ValidationError;
  console.log(JSON.stringify({ found, errors }));`;

describe('in Node.js', () => {
  it.each([true, false])('modules are those of the entry (required first: %s)', isEntryFirst => {
    const { found, errors } = outcome(
      `const paths = ${JSON.stringify(paths)}; const isEntryFirst = ${isEntryFirst};${IDENTITIES}`
    );
    expect(found[0]).toMatch(/^(index|sequelize)$/);
    expect(found.slice(1)).toEqual(['model', 'associations/has-one', 'transaction', 'data-types', 'operators']);
    expect(errors).toBe(true);
  });

  it('modules are known by the paths of their files', () => {
    const { missing, model } = outcome(`
      const { Model } = require(entry);
      const known = ['index', 'sequelize', 'model', 'utils', 'errors/index', 'errors/database-error', 'hooks'];
      const files = known.map(path => require.resolve(lib + '/' + path));
      const missing = files.filter(file => !require.cache[file]?.loaded);
      console.log(JSON.stringify({ missing, model: require.cache[files[2]].exports === Model }));`);
    expect(missing).toEqual([]);
    expect(model).toBe(true);
  });

  it('a module that somebody put into require.cache is used instead', () => {
    const answer = outcome(`
      const file = require.resolve(lib + '/utils/logger');
      const Module = require('node:module');
      const own = new Module(file);
      own.exports = { logger: { warn: message => console.log(JSON.stringify(message)) }, Logger: class {} };
      require.cache[file] = own;
      const Sequelize = require(entry);
      new Sequelize({ dialect: 'sqlite', logging: false }).isDefined('x');
      require(lib + '/utils/logger').logger.warn(require(lib + '/utils/logger') === own.exports);`);
    expect(answer).toBe(true);
  });

  it('a module taken out of require.cache runs anew', () => {
    const isSame = outcome(`
      const first = require(lib + '/sql-string');
      delete require.cache[require.resolve(lib + '/sql-string')];
      console.log(JSON.stringify(require(lib + '/sql-string') === first));`);
    expect(isSame).toBe(false);
  });

  it('tools that wait in require for the modules they trace are asked', () => {
    const seen = outcome(`
      const Module = require('node:module');
      const { require: original } = Module.prototype;
      const seen = new Set();
      Module.prototype.require = function (path) {
        const found = original.call(this, path);
        const file = Module._resolveFilename(path, this);
        if (file.startsWith(lib)) seen.add(file.slice(lib.length + 1).replaceAll('\\\\', '/'));
        return found;
      };
      require(entry);
      new (require(entry))({ dialect: 'sqlite', logging: false });
      console.log(JSON.stringify([...seen]));`);
    expect(seen).toEqual(expect.arrayContaining(['sequelize.js', 'dialects/abstract/connection-manager.js']));
  });

  it('names can be imported from deep modules', () => {
    const program = `
      import { ValidationError } from './lib/errors/index.js';
      import { QueryInterface } from './lib/dialects/abstract/query-interface.js';
      import Sequelize from './lib/index.js';
      process.exitCode = Sequelize.ValidationError === ValidationError && QueryInterface ? 0 : 1;`;
    execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root });
  });
});

describe('in jest', () => {
  afterEach(() => jest.resetModules());

  it('modules are those of the entry', () => {
    const Sequelize = require('sequelize-rs');
    expect(require('sequelize-rs/lib/model')).toBe(Sequelize.Model);
    expect(require('sequelize-rs/lib/errors').ValidationError).toBe(Sequelize.ValidationError);
  });

  it('a mocked deep module is what the others get', () => {
    jest.doMock('sequelize-rs/lib/model-manager', () => {
      const { ModelManager } = jest.requireActual('sequelize-rs/lib/model-manager');
      return { ModelManager: class extends ModelManager {}, isMocked: true };
    });
    const Sequelize = require('sequelize-rs');
    const { ModelManager } = require('sequelize-rs/lib/model-manager');
    expect(new Sequelize({ dialect: 'sqlite', logging: false }).modelManager.constructor).toBe(ModelManager);
    jest.dontMock('sequelize-rs/lib/model-manager');
  });

  it('modules are made anew after resetModules', () => {
    const { Model } = require('sequelize-rs');
    jest.resetModules();
    expect(require('sequelize-rs').Model).not.toBe(Model);
  });
});

it('each module of sequelize 6 has its file', () => {
  expect(paths.filter(path => !existsSync(join(root, 'lib', `${path}.js`)))).toEqual([]);
});
