// What `require` and a first query do without: large packages are loaded when something needs them.
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

const entry = join(__dirname, '../../index.js');

/** The packages that a program has loaded at its end. */
function packagesAfter(body) {
  const program = `
    const Sequelize = require(${JSON.stringify(entry)});
    const sequelize = new Sequelize({ dialect: 'sqlite', storage: ':memory:', logging: false });
    (async () => {
      ${body}
      const folders = Object.keys(require.cache).map(path => /node_modules[\\\\/]([^\\\\/]+)/.exec(path)?.[1]);
      console.log(JSON.stringify([...new Set(folders)].filter(Boolean)));
      await sequelize.close();
    })();`;
  return JSON.parse(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' }));
}

describe('packages', () => {
  const large = ['lodash', 'validator', 'moment', 'moment-timezone', 'uuid', 'wkx'];

  it('are not loaded by first queries', () => {
    const loaded = packagesAfter(`
      await sequelize.query('SELECT 1 AS one', { type: 'SELECT' });
      const User = sequelize.define('User', { name: Sequelize.STRING }, { tableName: 'users', timestamps: false });
      await sequelize.query('CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)');
      await User.create({ name: 'x' });
      await User.findAll({ where: { name: 'x' } });`);
    expect(loaded.filter(name => large.includes(name))).toEqual([]);
  });

  it('are loaded by the first built-in validator', () => {
    const loaded = packagesAfter(`
      const User = sequelize.define('User', { email: { type: Sequelize.STRING, validate: { isEmail: true } } });
      const failure = await User.build({ email: 'x' }).validate().catch(error => error);
      if (failure.message !== 'Validation error: Validation isEmail on email failed') throw failure;`);
    expect(loaded).toContain('validator');
  });
});
