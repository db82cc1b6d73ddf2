'use strict';

// What our own command line does beyond sequelize-cli: transactions, the lock, dry runs, languages.
const path = require('node:path');
const { makeProject, removeProjects, dump } = require('./support/project.js');
const { Sequelize } = require('../../index.js');

afterAll(removeProjects);

const config = { 'config/config.json': { development: { dialect: 'sqlite', storage: 'dev.sqlite' } } };
const migration = (up, down = '', more = '') => `'use strict';
module.exports = {
  ${more}
  async up(queryInterface, Sequelize) { ${up} },
  async down(queryInterface, Sequelize) { ${down} }
};
`;
const table = name =>
  `await queryInterface.createTable('${name}', { id: { type: Sequelize.INTEGER, primaryKey: true } });`;
const content = project => dump(path.join(project.folder, 'dev.sqlite'));
const tables = async project => Object.keys((await content(project)).rows).sort();

test('a migration that fails half-way leaves nothing behind', async () => {
  const project = makeProject({
    ...config,
    'migrations/1-good.js': migration(table('Good')),
    'migrations/2-bad.js': migration(
      `${table('Half')} await queryInterface.sequelize.query("INSERT INTO Good VALUES (1)"); throw new Error('boom');`
    )
  });
  const { code, stderr, stdout } = await project.run(['db:migrate']);
  expect(code).toBe(1);
  expect(stderr).toContain('2-bad.js (up): boom');
  expect(stderr).toContain('Nothing of it was kept.');
  expect(stdout).toContain('== 1-good: migrated (');
  expect(await tables(project)).toEqual(['Good', 'SequelizeMeta']);
  const { rows } = await content(project);
  expect(rows.Good).toEqual([]);
  expect(rows.SequelizeMeta).toEqual([{ name: '1-good.js' }]);
});

test('undoing is in a transaction as well', async () => {
  const project = makeProject({
    ...config,
    'migrations/1.js': migration(table('Good'), `await queryInterface.dropTable('Good'); throw new Error('boom');`)
  });
  await project.run(['db:migrate']);
  const before = await content(project);
  expect((await project.run(['db:migrate:undo'])).code).toBe(1);
  expect(await content(project)).toEqual(before);
});

test('a file, or --no-transaction, opts out', async () => {
  const bad = `${table('Half')} throw new Error('boom');`;
  const project = makeProject({ ...config, 'migrations/1.js': migration(bad, '', 'transaction: false,') });
  const { stderr } = await project.run(['db:migrate']);
  expect(stderr).toContain('It did not run in a transaction');
  expect(await tables(project)).toEqual(['Half', 'SequelizeMeta']);
  const other = makeProject({ ...config, 'migrations/1.js': migration(bad) });
  expect((await other.run(['db:migrate', '--no-transaction'])).code).toBe(1);
  expect(await tables(other)).toEqual(['Half', 'SequelizeMeta']);
});

test('transactions that a migration starts itself are savepoints', async () => {
  const own = fail => `
    const transaction = await queryInterface.sequelize.transaction();
    await queryInterface.sequelize.query('INSERT INTO T VALUES (1)', { transaction });
    await transaction.${fail ? 'rollback' : 'commit'}();
    await queryInterface.sequelize.transaction(async transaction => {
      await queryInterface.bulkInsert('T', [{ id: 2 }], { transaction });
      await queryInterface.bulkInsert('T', [{ id: 3 }]);
    });`;
  const project = makeProject({
    ...config,
    'migrations/1.js': migration(table('T')),
    'migrations/2.js': migration(own(true)),
    'migrations/3.js': migration(`await queryInterface.bulkDelete('T', null); ${own(false)}`)
  });
  expect(await project.run(['db:migrate', '--to', '2.js'])).toMatchObject({ code: 0, stderr: '' });
  expect((await content(project)).rows.T).toEqual([{ id: 2 }, { id: 3 }]);
  expect(await project.run(['db:migrate'])).toMatchObject({ code: 0, stderr: '' });
  expect((await content(project)).rows.T).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
});

test('a migration that writes through models of its own runs without a transaction', async () => {
  const project = makeProject({
    ...config,
    'models/index.js': `const { Sequelize, DataTypes } = require('sequelize');
const sequelize = new Sequelize({ dialect: 'sqlite', storage: 'dev.sqlite', logging: false });
module.exports = { User: sequelize.define('User', { name: DataTypes.STRING }, { timestamps: false }) };`,
    'migrations/1.js': migration(`
      await queryInterface.createTable('Users', {
        id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true }, name: Sequelize.STRING
      });
      await require('../models').User.create({ name: 'Ann' });`)
  });
  const { code, stdout, stderr } = await project.run(['db:migrate']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('uses a connection of its own');
  expect((await content(project)).rows.Users).toEqual([{ id: 1, name: 'Ann' }]);
});

test('changing a table that others refer to keeps their rows', async () => {
  const project = makeProject({
    ...config,
    'migrations/1.js': migration(`
      await queryInterface.createTable('Parents', { id: { type: Sequelize.INTEGER, primaryKey: true }, name: Sequelize.STRING });
      await queryInterface.createTable('Children', {
        id: { type: Sequelize.INTEGER, primaryKey: true },
        parentId: { type: Sequelize.INTEGER, references: { model: 'Parents', key: 'id' }, onDelete: 'CASCADE' }
      });
      await queryInterface.bulkInsert('Parents', [{ id: 1, name: 'Ann' }]);
      await queryInterface.bulkInsert('Children', [{ id: 1, parentId: 1 }]);`),
    'migrations/2.js': migration(
      `await queryInterface.changeColumn('Parents', 'name', { type: Sequelize.STRING, allowNull: false });`
    ),
    'migrations/3.js': migration(`await queryInterface.bulkDelete('Parents', null);`)
  });
  expect(await project.run(['db:migrate', '--to', '2.js'])).toMatchObject({ code: 0, stderr: '' });
  const before = await content(project);
  expect(before.rows.Children).toEqual([{ id: 1, parentId: 1 }]);
  // References are looked at in the end.
  const { code, stderr } = await project.run(['db:migrate']);
  expect(code).toBe(1);
  expect(stderr).toContain('"Children" to "Parents"');
  expect(await content(project)).toEqual(before);
  project.write(
    'migrations/3.js',
    migration(`await queryInterface.bulkDelete('Parents', null);`, '', 'foreignKeys: true,')
  );
  expect((await project.run(['db:migrate'])).code).toBe(0);
  expect((await content(project)).rows.Children).toEqual([]);
});

test('several runs at once apply each migration once', async () => {
  const slow = name => `${table(name)} await new Promise(resolve => setTimeout(resolve, 300));`;
  const count = `await queryInterface.sequelize.query('INSERT INTO Runs (id) SELECT coalesce(max(id), 0) + 1 FROM Runs');`;
  for (const extra of ['', 'transaction: false,']) {
    const project = makeProject({
      ...config,
      'migrations/1.js': migration(table('Runs'), '', extra),
      'migrations/2.js': migration(`${slow('A')} ${count}`, '', extra),
      'migrations/3.js': migration(`${slow('B')} ${count}`, '', extra)
    });
    const results = await Promise.all([1, 2, 3].map(() => project.run(['db:migrate'])));
    expect(results.map(({ code, stderr }) => [code, stderr])).toEqual(Array(3).fill([0, '']));
    expect((await content(project)).rows.Runs).toEqual([{ id: 1 }, { id: 2 }]);
    expect(project.files()).not.toContain('dev.sqlite-migrating');
  }
});

test('who waits too long for the lock says so, and a killed run leaves no lock', async () => {
  const project = makeProject({ ...config, 'migrations/1.js': migration(table('A')) });
  const file = path.join(project.folder, 'dev.sqlite-migrating');
  const holder = new Sequelize({ dialect: 'sqlite', storage: file, logging: false });
  const held = await holder.transaction({ type: 'EXCLUSIVE' });
  const { code, stdout, stderr } = await project.run(['db:migrate', '--lock-timeout', '0.3']);
  expect(code).toBe(1);
  expect(stdout).toContain('Another run is migrating this database');
  expect(stderr).toContain('--lock-timeout');
  expect((await project.run(['db:migrate', '--no-lock', '--dry-run'])).code).toBe(0);
  // What a killed process leaves is the file alone.
  await held.rollback();
  await holder.close();
  expect(project.files()).toContain('dev.sqlite-migrating');
  expect((await project.run(['db:migrate'])).code).toBe(0);
});

test('--dry-run prints the SQL and changes nothing', async () => {
  const project = makeProject({
    ...config,
    'migrations/1.js': migration(table('A')),
    'migrations/2.js': migration(`
      await queryInterface.addColumn('A', 'name', { type: Sequelize.STRING, defaultValue: 'x' });
      await queryInterface.changeColumn('A', 'name', { type: Sequelize.STRING(10) });
      await queryInterface.bulkInsert('A', [{ id: 1, name: "it's" }]);`)
  });
  const { code, stdout, stderr } = await project.run(['db:migrate', '--dry-run']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(await tables(project)).toEqual([]);
  const statements = stdout.split('\n').filter(line => line && !line.startsWith('--'));
  expect(statements).toContain("ALTER TABLE `A` ADD `name` VARCHAR(255) DEFAULT 'x';");
  expect(statements).toContain("INSERT INTO `A` (`id`,`name`) VALUES (1,'it''s');");
  // What is printed is what would happen: sent one by one, it makes the same database.
  const printed = new Sequelize({
    dialect: 'sqlite',
    storage: path.join(project.folder, 'printed.sqlite'),
    logging: false
  });
  for (const statement of statements) await printed.query(statement);
  await printed.close();
  expect((await project.run(['db:migrate'])).code).toBe(0);
  expect(await dump(path.join(project.folder, 'printed.sqlite'))).toEqual(await content(project));
  const undo = await project.run(['db:migrate:undo', '--dry-run']);
  expect(undo.stdout).toContain("DELETE FROM `SequelizeMeta` WHERE `name` = '2.js';");
});

test('migrations are CommonJS, ES modules or TypeScript, and so is the configuration', async () => {
  const project = makeProject({
    'config/config.ts': `const storage: string = 'dev.sqlite';
export default { development: { dialect: 'sqlite' as const, storage } };`,
    'migrations/1.cjs': migration(table('A')),
    'migrations/2.mjs': `export const up = async (queryInterface, Sequelize) => { ${table('B')} };
export const down = queryInterface => queryInterface.dropTable('B');`,
    'migrations/3.mjs': `export default { up: async (queryInterface, Sequelize) => { ${table('C')} } };
export const transaction = false;`,
    'migrations/4.ts': `import type { QueryInterface } from 'sequelize';
import { names } from './names/list';
export async function up(queryInterface: QueryInterface, Sequelize: any): Promise<void> {
  for (const name of names) await queryInterface.createTable(name, { id: { type: Sequelize.INTEGER, primaryKey: true } });
}
export const down = (queryInterface: QueryInterface) => queryInterface.dropTable('D');`,
    'migrations/names/list.ts': 'export const names: string[] = ["D"];',
    'migrations/4.d.ts': 'export {};'
  });
  const result = await project.run(['db:migrate']);
  expect(result).toMatchObject({ code: 0, stderr: '' });
  expect(await tables(project)).toEqual(['A', 'B', 'C', 'D', 'SequelizeMeta']);
  expect((await project.run(['db:migrate:undo'])).code).toBe(0);
  expect((await project.run(['db:migrate:undo'])).stderr).toContain('Could not find migration method: down');
  expect(await tables(project)).toEqual(['A', 'B', 'C', 'SequelizeMeta']);
});

test('db:migrate:status is a table, lines or JSON', async () => {
  const project = makeProject({
    ...config,
    'migrations/1.js': migration(table('A')),
    'migrations/2.js': migration('')
  });
  await project.run(['db:migrate', '--to', '1.js']);
  const shown = async format =>
    (await project.run(['db:migrate:status', ...(format ? ['--format', format] : [])])).stdout;
  expect(await shown()).toMatch(/\nup 1\.js\ndown 2\.js\n$/);
  expect(await shown('table')).toContain('│ up     │ 1.js      │\n│ down   │ 2.js      │');
  expect(await shown('json')).toContain('"name": "2.js"');
});

test('errors say what to do', async () => {
  const project = makeProject({
    'config/config.json': { test: { dialect: 'sqlite' }, production: { use_env_variable: 'NO_SUCH_URL' } },
    'migrations/1.js': migration('await queryInterface.sequelize.query("SELECT broken FROM nowhere");')
  });
  const message = async (...args) => (await project.run(args)).stderr;
  expect(await message('db:migrate')).toContain('has no environment "development"; it has test, production.');
  expect(await message('db:migrate', '--env', 'production')).toContain(
    'environment variable NO_SUCH_URL, which is not set'
  );
  const failed = await message('db:migrate', '--url', `sqlite://${project.folder}/dev.sqlite`);
  expect(failed).toContain('1.js (up): SQLITE_ERROR: no such table: nowhere');
  expect(failed).toContain('Statement: SELECT broken FROM nowhere');
  expect(await message('db:migrate', '--url', 'secret')).not.toContain('secret');
  expect(await message('db:migrat')).toContain('Did you mean db:migrate?');
});

test('nothing of the command line is loaded with the package', async () => {
  const project = makeProject({
    'look.js': `require('sequelize');
console.log(Object.keys(require.cache).filter(name => /command-line|umzug|commander|rushstack/.test(name)).length);`
  });
  expect((await project.run([], { script: path.join(project.folder, 'look.js') })).stdout).toBe('0\n');
});
