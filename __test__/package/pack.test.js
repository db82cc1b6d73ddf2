'use strict';
// The packed tarball in a project of its own: it installs as `sequelize` without a registry, and works by `require`,
// by `import` and in a jest suite that ends by itself.
const { execFileSync } = require('node:child_process');
const { mkdtempSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');

const root = resolve(__dirname, '..', '..');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
let folder;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sequelize-rs-pack-'));
  const quiet = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] };
  execFileSync(npm, ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root, ...quiet });
  const tarball = readdirSync(folder).find(name => name.endsWith('.tgz'));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'app', private: true, dependencies: { sequelize: `file:${tarball}` } })
  );
  execFileSync(npm, ['install', '--offline', '--no-audit', '--no-fund'], { cwd: folder, ...quiet });
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program in the project; it has to end by itself. */
function run(name, text, command = [name]) {
  writeFileSync(join(folder, name), text);
  return execFileSync(process.execPath, command, { cwd: folder, encoding: 'utf8', timeout: 60_000 });
}

it('answers to require, deep paths included', () => {
  const text = run(
    'required.cjs',
    `const Sequelize = require('sequelize');
     const sequelize = new Sequelize('sqlite::memory:', { logging: false });
     sequelize.query('SELECT 1 + 1 AS two', { type: 'SELECT', plain: true }).then(async ({ two }) => {
       console.log(two, Sequelize.version, require('sequelize/lib/model') === Sequelize.Model);
       await sequelize.close();
     });`
  );
  expect(text.trim()).toBe('2 6.37.8 true');
});

it('answers to import', () => {
  const text = run(
    'imported.mjs',
    `import Sequelize, { DataTypes, Model, Op } from 'sequelize';
     const sequelize = new Sequelize({ dialect: 'sqlite', logging: false });
     class User extends Model {}
     User.init({ name: DataTypes.STRING, age: DataTypes.INTEGER }, { sequelize });
     await sequelize.sync();
     await User.bulkCreate([{ name: 'Ada', age: 36 }, { name: 'Grace', age: 85 }]);
     const found = await User.findAll({ where: { age: { [Op.gt]: 40 } } });
     console.log(found.map(user => user.name).join());`
  );
  // Nothing was closed: what is open must not keep the process alive.
  expect(text.trim()).toBe('Grace');
});

it('works in a jest suite, which ends by itself', () => {
  run(
    'user.test.js',
    `const { Sequelize, DataTypes } = require('sequelize');
     const sequelize = new Sequelize({ dialect: 'sqlite', logging: false });
     const User = sequelize.define('User', { email: { type: DataTypes.STRING, validate: { isEmail: true } } });
     beforeAll(() => sequelize.sync({ force: true }));
     afterAll(() => sequelize.close());
     test('keeps a user', async () => {
       const user = await User.create({ email: 'ada@example.com' });
       expect(user).toBeInstanceOf(User);
       expect((await User.findByPk(user.id)).createdAt).toBeInstanceOf(Date);
     });
     test('refuses a bad address', () =>
       expect(User.create({ email: 'nobody' })).rejects.toThrow('Validation isEmail on email failed'));`,
    ['-e', '']
  );
  const jest = require.resolve('jest/bin/jest');
  execFileSync(process.execPath, [jest, '--rootDir', folder], { cwd: folder, timeout: 60_000, stdio: 'pipe' });
});
