'use strict';

// Both command lines on servers: the same tables, rows and exit codes; and what ours does beyond.
const { describeServers } = require('../support/databases.js');
const { makeProject, removeProjects, ours, theirs } = require('./support/project.js');
const { Sequelize } = require('../../index.js');

afterAll(removeProjects);

const users = `module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.createTable('Users', {
      id: { allowNull: false, autoIncrement: true, primaryKey: true, type: Sequelize.INTEGER },
      email: { type: Sequelize.STRING, allowNull: false, unique: true },
      role: { type: Sequelize.ENUM('admin', 'guest'), defaultValue: 'guest' },
      createdAt: { allowNull: false, type: Sequelize.DATE }
    });
    await queryInterface.addIndex('Users', ['role']);
  },
  async down(queryInterface) {
    await queryInterface.dropTable('Users');
  }
};`;
const posts = `module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.createTable('Posts', {
      id: { allowNull: false, autoIncrement: true, primaryKey: true, type: Sequelize.INTEGER },
      title: Sequelize.STRING,
      authorId: Sequelize.INTEGER
    });
    await queryInterface.addConstraint('Posts', {
      fields: ['authorId'], type: 'foreign key', name: 'posts_author_fkey',
      references: { table: 'Users', field: 'id' }, onDelete: 'CASCADE', onUpdate: 'CASCADE'
    });
    await queryInterface.addColumn('Users', 'phoneNumber', { type: Sequelize.STRING, allowNull: true });
    await queryInterface.renameColumn('Users', 'phoneNumber', 'phone');
    await queryInterface.changeColumn('Users', 'phone', { type: Sequelize.STRING(100) });
  },
  async down(queryInterface) {
    await queryInterface.removeColumn('Users', 'phone');
    await queryInterface.removeConstraint('Posts', 'posts_author_fkey');
    await queryInterface.dropTable('Posts');
  }
};`;
const seeder = `module.exports = {
  up: queryInterface => queryInterface.bulkInsert('Users', [{ email: 'ann@example.com', createdAt: new Date(0) }]),
  down: queryInterface => queryInterface.bulkDelete('Users', null, {})
};`;
const half = more => `module.exports = {
  ${more}
  async up(queryInterface, Sequelize) {
    await queryInterface.createTable('Half', { id: { type: Sequelize.INTEGER, primaryKey: true } });
    await queryInterface.bulkInsert('Half', [{ id: 1 }]);
    throw new Error('boom');
  }
};`;
const slow = name => `module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.createTable('${name}', { id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true } });
    await new Promise(resolve => setTimeout(resolve, 300));
    await queryInterface.sequelize.query("INSERT INTO " + queryInterface.quoteIdentifier('${name}') + " VALUES (1)");
  }
};`;

let count = 0;

describeServers(['postgres', 'mariadb', 'mysql'], ({ dialect, url }) => {
  /** A project whose database is its own, and is not there yet. */
  function project(files) {
    const database = `command_line_${process.pid}_${count++}`;
    const target = new URL(url);
    target.pathname = `/${database}`;
    const { hostname: host, port, username, password } = target;
    const development = { dialect, host, port: Number(port), username, password, database };
    const made = makeProject({ 'config/config.json': { development }, ...files });
    return { ...made, connect: () => new Sequelize({ ...development, logging: false }) };
  }

  /** Tables, their columns and indexes, and rows. */
  async function dump({ connect }) {
    const sequelize = connect();
    const queryInterface = sequelize.getQueryInterface();
    const found = {};
    for (const given of await queryInterface.showAllTables()) {
      const name = given.tableName ?? given;
      const indexes = (await queryInterface.showIndex(name)).map(index => [
        index.name,
        index.unique,
        index.fields.map(field => field.attribute)
      ]);
      const foreign = await queryInterface.getForeignKeyReferencesForTable(name);
      found[name] = {
        columns: await queryInterface.describeTable(name),
        indexes: indexes.sort(),
        foreign: foreign.map(key => [key.constraintName, key.columnName, key.referencedTableName]),
        rows: await sequelize.query(`SELECT * FROM ${queryInterface.quoteIdentifier(name)}`, {
          type: 'SELECT',
          raw: true
        })
      };
    }
    await sequelize.close();
    return found;
  }

  const all = { 'migrations/1-users.js': users, 'migrations/2-posts.js': posts, 'seeders/1-ann.js': seeder };

  test('the commands of the guide leave the same database and exit codes', async () => {
    const [one, other] = [project(all), project(all)];
    const commands = [
      'db:migrate:status',
      'db:migrate --to 1-users.js',
      'db:migrate',
      'db:seed:all',
      'db:seed:undo:all',
      'db:seed --seed 1-ann.js',
      'db:migrate:undo',
      'db:migrate',
      'db:migrate:schema:timestamps:add',
      'db:migrate:undo:all --to 2-posts.js',
      'db:migrate:undo:all'
    ];
    // sequelize-cli does not find the table on MariaDB, whose tables are listed with their schema.
    if (dialect === 'mariadb') commands.splice(commands.indexOf('db:migrate:schema:timestamps:add'), 1);
    for (const { run } of [one, other]) expect(await run(['db:create'])).toMatchObject({ code: 0, stderr: '' });
    try {
      for (const command of commands) {
        const args = command.split(' ');
        const [expected, actual] = await Promise.all([
          one.run(args, { script: theirs }),
          other.run(args, { script: ours })
        ]);
        const said = `${command}\n${expected.stdout}${expected.stderr}\n--- ours ---\n${actual.stdout}${actual.stderr}`;
        expect({ said, code: actual.code }).toEqual({ said, code: expected.code });
        const timeless = found =>
          JSON.parse(
            JSON.stringify(found)
              .replace(/20\d\d-\d\d-\d\dT[\d:.]+Z/g, '<date>')
              .replace(/_\d+"/g, '"')
          );
        expect({ command, ...timeless(await dump(other)) }).toEqual({ command, ...timeless(await dump(one)) });
      }
    } finally {
      for (const { run } of [one, other]) expect(await run(['db:drop'])).toMatchObject({ code: 0, stderr: '' });
    }
    // sequelize-cli has no db:create for MariaDB.
    if (dialect === 'mariadb') return;
    const again = project(all);
    expect((await again.run(['db:create'], { script: theirs })).code).toBe(0);
    expect((await again.run(['db:drop'], { script: theirs })).code).toBe(0);
  });

  test('a migration that fails half-way, and several runs at once', async () => {
    const made = project({ 'migrations/1.js': slow('A'), 'migrations/2.js': slow('B') });
    await made.run(['db:create']);
    try {
      const results = await Promise.all([1, 2, 3].map(() => made.run(['db:migrate'])));
      expect(results.map(({ code, stderr }) => [code, stderr])).toEqual(Array(3).fill([0, '']));
      const before = await dump(made);
      expect([before.A.rows, before.B.rows]).toEqual([[{ id: 1 }], [{ id: 1 }]]);

      made.write('migrations/3.js', half(''));
      const { code, stderr } = await made.run(['db:migrate']);
      expect(code).toBe(1);
      const after = await dump(made);
      if (dialect === 'postgres') {
        expect(stderr).toContain('Nothing of it was kept.');
        expect(after).toEqual(before);
        made.write('migrations/3.js', half('transaction: false,'));
        expect((await made.run(['db:migrate'])).stderr).toContain('It did not run in a transaction');
        expect((await dump(made)).Half.rows).toEqual([{ id: 1 }]);
      } else {
        expect(stderr).toContain('It did not run in a transaction');
        expect(after.Half.rows).toEqual([{ id: 1 }]);
      }
    } finally {
      await made.run(['db:drop']);
    }
  });
});
