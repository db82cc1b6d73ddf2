'use strict';

// Changing tables of SQLite by making them anew keeps everything that is not changed.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Sequelize, DataTypes } = require('sequelize-rs');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rebuild-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

let count = 0;

describe.each(['a file', 'memory'])('in %s', place => {
  let sequelize;
  let queryInterface;
  const run = sql => sequelize.query(sql, { raw: true });
  const select = sql => sequelize.query(sql, { type: 'SELECT', raw: true });
  const text = async name => (await select(`SELECT sql FROM sqlite_master WHERE name = '${name}'`))[0]?.sql;
  const names = async () => (await select('SELECT name FROM sqlite_master ORDER BY name')).map(row => row.name);

  beforeEach(async () => {
    const storage = place === 'memory' ? ':memory:' : path.join(folder, `${count++}.sqlite`);
    sequelize = new Sequelize({ dialect: 'sqlite', storage, logging: false });
    queryInterface = sequelize.getQueryInterface();
    await run('CREATE TABLE `Other` (`id` INTEGER PRIMARY KEY)');
    await run(
      'CREATE TABLE `T` (`id` INTEGER PRIMARY KEY AUTOINCREMENT, ' +
        "`a` VARCHAR(20) COLLATE NOCASE DEFAULT 'a, (b' CHECK (length(`a`) < 9), `b` INTEGER NOT NULL, `c` INTEGER, " +
        '`d` INTEGER REFERENCES `Other` (`id`) ON DELETE SET NULL, UNIQUE (`a`, `b`), ' +
        'CONSTRAINT `positive` CHECK (`b` > 0), CONSTRAINT `c_d` UNIQUE (`c`, `d`))'
    );
    await run('CREATE INDEX `t_c` ON `T` (`c`)');
    await run('CREATE TABLE `Log` (`what` TEXT)');
    await run("CREATE TRIGGER `t_insert` AFTER INSERT ON `T` BEGIN INSERT INTO `Log` VALUES ('; new'); END");
    await run('CREATE TABLE `Child` (`id` INTEGER PRIMARY KEY, `tId` INTEGER REFERENCES `T` (`id`) ON DELETE CASCADE)');
    await run("INSERT INTO `T` (`id`, `a`, `b`, `c`) VALUES (1, 'x', 1, 1), (2, 'y', 2, 2), (9, 'z', 3, 3)");
    await run('DELETE FROM `T` WHERE `id` = 9');
    await run('INSERT INTO `Child` VALUES (1, 1)');
    await run('DELETE FROM `Log`');
  });

  afterEach(() => sequelize.close());

  async function expectEverything() {
    const sql = await text('T');
    expect(sql).toContain('COLLATE NOCASE');
    expect(sql).toContain('CHECK (length(`a`) < 9)');
    expect(sql).toContain('UNIQUE (`a`, `b`)');
    expect(sql).toContain('CONSTRAINT `positive` CHECK (`b` > 0)');
    expect(sql).toMatch(/ON DELETE SET NULL/);
    expect(await names()).toEqual(
      ['Child', 'Log', 'Other', 'T', 'sqlite_sequence', 't_c', 't_insert', ...(await autoindexes())].sort()
    );
    expect(await select('SELECT * FROM `Child`')).toEqual([{ id: 1, tId: 1 }]);
    expect(await select('SELECT `id`, `a`, `b` FROM `T`')).toEqual([
      { id: 1, a: 'x', b: 1 },
      { id: 2, a: 'y', b: 2 }
    ]);
    expect(await select('SELECT * FROM `Log`')).toEqual([]);
    // No id comes twice, triggers fire, checks hold, and foreign keys are looked at again.
    await run("INSERT INTO `T` (`a`, `b`) VALUES ('new', 7)");
    expect(await select('SELECT max(`id`) AS id FROM `T`')).toEqual([{ id: 10 }]);
    expect(await select('SELECT * FROM `Log`')).toEqual([{ what: '; new' }]);
    await expect(run("INSERT INTO `T` (`a`, `b`) VALUES ('x', 1)")).rejects.toThrow();
    await expect(run("INSERT INTO `T` (`a`, `b`) VALUES ('w', -1)")).rejects.toThrow();
    await expect(run('INSERT INTO `Child` VALUES (2, 99)')).rejects.toThrow('FOREIGN KEY');
  }

  const autoindexes = async () => (await names()).filter(name => name.startsWith('sqlite_autoindex'));

  test('changing a column', async () => {
    await queryInterface.changeColumn('T', 'c', { type: DataTypes.BIGINT, allowNull: false, defaultValue: 5 });
    expect((await queryInterface.describeTable('T')).c).toMatchObject({
      type: 'BIGINT',
      allowNull: false,
      defaultValue: '5'
    });
    await expectEverything();
  });

  test('changing the column that is checked', async () => {
    await queryInterface.changeColumn('T', 'a', { type: DataTypes.STRING(30), defaultValue: 'k' });
    expect((await queryInterface.describeTable('T')).a).toMatchObject({ type: 'VARCHAR(30)', defaultValue: 'k' });
    await expectEverything();
    await expect(run("INSERT INTO `T` (`a`, `b`) VALUES ('much too long', 8)")).rejects.toThrow();
  });

  test('removing a column takes with it what mentions it, and nothing else', async () => {
    await run('CREATE INDEX `t_d` ON `T` (`d`)');
    await queryInterface.removeColumn('T', 'c');
    const sql = await text('T');
    expect(sql).not.toContain('c_d');
    expect(await names()).toContain('t_d');
    expect(await names()).not.toContain('t_c');
    await run('CREATE INDEX `t_c` ON `T` (`b`)');
    await run('DROP INDEX `t_d`');
    await expectEverything();
  });

  test('renaming a column', async () => {
    await queryInterface.renameColumn('T', 'c', 'e');
    expect(await text('t_c')).toMatch(/["`]e["`]/);
    expect(await text('T')).toMatch(/UNIQUE \(["`]e["`], `d`\)/);
    await expectEverything();
  });

  test('unique constraints come and go', async () => {
    await queryInterface.changeColumn('T', 'c', { type: DataTypes.INTEGER, unique: true });
    expect(await text('T')).toContain('`c` INTEGER UNIQUE');
    await queryInterface.changeColumn('T', 'c', { unique: false });
    expect(await text('T')).not.toContain('`c` INTEGER UNIQUE');
    const shown = await queryInterface.showIndex('T');
    const index = shown.find(one => one.fields.map(field => field.attribute).join() === 'a,b');
    await queryInterface.removeConstraint('T', index.name);
    expect(await text('T')).not.toContain('UNIQUE (`a`, `b`)');
    expect(await text('T')).toContain('CONSTRAINT `c_d` UNIQUE (`c`, `d`)');
    await expect(queryInterface.removeConstraint('T', 'nothing')).rejects.toThrow('does not exist');
  });

  test('what fails half-way leaves the table as it was', async () => {
    const before = await text('T');
    await expect(
      queryInterface.changeColumn('T', 'd', { type: DataTypes.INTEGER, allowNull: false })
    ).rejects.toThrow();
    expect(await text('T')).toBe(before);
    await expectEverything();
  });

  test('a transaction of the caller is used', async () => {
    const transaction = await sequelize.transaction();
    await queryInterface.removeColumn('Log', 'nothing', { transaction });
    await queryInterface.addColumn('Log', 'at', { type: DataTypes.DATE }, { transaction });
    await queryInterface.changeColumn('Log', 'what', { type: DataTypes.STRING }, { transaction });
    await transaction.rollback();
    expect(await text('Log')).toBe('CREATE TABLE `Log` (`what` TEXT)');
  });
});

test('sync({ alter: true }) again and again changes nothing', async () => {
  const sequelize = new Sequelize('sqlite::memory:', { logging: false });
  const User = sequelize.define(
    'User',
    {
      email: { type: DataTypes.STRING, unique: true, allowNull: false },
      first: { type: DataTypes.STRING, unique: 'name' },
      last: { type: DataTypes.STRING, unique: 'name' },
      role: { type: DataTypes.ENUM('a', 'b'), defaultValue: 'a' },
      score: { type: DataTypes.DECIMAL(10, 2), defaultValue: 0 },
      isActive: { type: DataTypes.BOOLEAN, defaultValue: true }
    },
    { indexes: [{ fields: ['role'] }, { fields: ['email', 'role'], unique: true }] }
  );
  const Post = sequelize.define('Post', { title: DataTypes.STRING });
  User.hasMany(Post, { onDelete: 'CASCADE' });
  await sequelize.sync();
  await User.create({ email: 'a', first: 'a', last: 'b' });
  await Post.create({ title: 't', UserId: 1 });
  const dump = () => sequelize.query('SELECT type, name, sql FROM sqlite_master ORDER BY name', { type: 'SELECT' });
  await sequelize.sync({ alter: true });
  const once = await dump();
  for (let i = 0; i < 3; i++) await sequelize.sync({ alter: true });
  expect(await dump()).toEqual(once);
  expect(await Post.count()).toBe(1);
  await expect(User.create({ email: 'b', first: 'a', last: 'b' })).rejects.toThrow();
  await sequelize.close();
});
