// What the forms of `new Sequelize(…)` are understood as, compared with sequelize 6.
const Ours = require('sequelize-rs');
const Theirs = require('sequelize');

/** What an instance understood, or the error. */
function understood(Sequelize, args) {
  try {
    const { config, options } = new Sequelize(...args());
    const { pool: _, ...address } = config;
    const { dialect, host, port, storage, dialectOptions } = options;
    return { address, dialect, host, port, storage, dialectOptions };
  } catch (error) {
    return { name: error.name, message: error.message };
  }
}

const urls = [
  'sqlite:dbname.db',
  'sqlite://relative/p.db',
  'sqlite:///abs/p.db',
  'sqlite:',
  'sqlite://home/abs/dbname.db?a=1',
  'postgres://u:p%40x@h:5/db',
  'postgresql://u:p:q@h/db?ssl=true&host=/tmp',
  'postgres:///db',
  'mysql://h/db?options={"a":1}&b=2',
  'mysql://h/db?options=text',
  'mysql://localhost:9821',
  'mariadb://u@h',
  'mssql://a:b@h:1433/db',
  'foo://x/y'
];

describe('new Sequelize', () => {
  it.each(urls)('reads %s as v6 does', url => {
    expect(understood(Ours, () => [url])).toEqual(understood(Theirs, () => [url]));
    const options = () => [url, { storage: 'given.db', dialectOptions: { b: 1, c: 2 }, logging: false }];
    expect(understood(Ours, options)).toEqual(understood(Theirs, options));
  });

  it.each([
    ['nothing', () => []],
    ['no dialect', () => ['db', 'user', 'pass']],
    ['options only', () => [{ dialect: 'mysql', database: 'd', username: 'u', password: 'p', port: 3 }]],
    ['four arguments', () => ['db', 'user', 'pass', { dialect: 'postgres', host: 'h', port: '7' }]],
    ['null as password', () => ['db', null, null, { dialect: 'mssql' }]],
    ['an unknown dialect', () => [{ dialect: 'nosql' }]],
    ['pool: false', () => [{ dialect: 'mysql', pool: false }]],
    ['a time zone with SQLite', () => [{ dialect: 'sqlite', timezone: '+01:00' }]]
  ])('understands %s as v6 does', (_, args) => {
    expect(understood(Ours, args)).toEqual(understood(Theirs, args));
  });

  it('opens SQLite in memory by URL, without a warning', () => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
    for (const url of ['sqlite::memory:', 'sqlite://:memory:']) {
      expect(understood(Ours, () => [url])).toMatchObject({ dialect: 'sqlite', host: '', storage: undefined });
    }
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it.each(['db2', 'oracle', 'snowflake'])('sends users of %s to the original package', dialect => {
    expect(() => new Ours({ dialect })).toThrow(/not available in sequelize-rs.*sequelize@6/);
  });

  it('is the package, with the properties of v6', () => {
    expect(Object.getOwnPropertyNames(Ours).sort()).toEqual(Object.getOwnPropertyNames(Theirs).sort());
    expect(Ours.version).toBe(Theirs.version);
    expect(Ours.prototype.query).toHaveLength(2);
  });
});
