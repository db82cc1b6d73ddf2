'use strict';

// The same commands with sequelize-cli and with our own command line: the same database, files and exit codes.
const fs = require('node:fs');
const path = require('node:path');
const { makeProject, removeProjects, dump, ours, theirs } = require('./support/project.js');

afterAll(removeProjects);

const users = `'use strict';
module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.createTable('Users', {
      id: { allowNull: false, autoIncrement: true, primaryKey: true, type: Sequelize.INTEGER },
      firstName: { type: Sequelize.STRING, allowNull: false },
      email: { type: Sequelize.STRING, allowNull: false, unique: true },
      isActive: { type: Sequelize.BOOLEAN, defaultValue: true },
      createdAt: { allowNull: false, type: Sequelize.DATE },
      updatedAt: { allowNull: false, type: Sequelize.DATE }
    });
    await queryInterface.addIndex('Users', ['firstName', 'email']);
  },
  async down(queryInterface) {
    await queryInterface.dropTable('Users');
  }
};
`;
const posts = `'use strict';
module.exports = {
  up: async (queryInterface, Sequelize) => {
    await queryInterface.createTable('Posts', {
      id: { allowNull: false, autoIncrement: true, primaryKey: true, type: Sequelize.INTEGER },
      authorId: { type: Sequelize.INTEGER, references: { model: 'Users', key: 'id' }, onDelete: 'CASCADE' },
      title: Sequelize.STRING
    });
  },
  down: async queryInterface => {
    await queryInterface.dropTable('Posts');
  }
};
`;
const phone = `'use strict';
module.exports = {
  up: async (queryInterface, Sequelize) => {
    await queryInterface.addColumn('Users', 'phoneNumber', { type: Sequelize.STRING, allowNull: true });
    await queryInterface.addIndex('Users', { fields: ['email'], unique: true, name: 'users_email_unique_idx' });
  },
  down: async queryInterface => {
    await queryInterface.removeIndex('Users', 'users_email_unique_idx');
    await queryInterface.removeColumn('Users', 'phoneNumber');
  }
};
`;
const person = email => `'use strict';
const at = new Date('2024-01-01T00:00:00Z');
module.exports = {
  up: queryInterface => queryInterface.bulkInsert('Users', [
    { firstName: 'Ann', email: '${email}', isActive: true, createdAt: at, updatedAt: at }
  ]),
  down: queryInterface => queryInterface.bulkDelete('Users', { email: '${email}' }, {})
};
`;

const files = config => ({
  'config/config.json': { development: { dialect: 'sqlite', storage: 'dev.sqlite', ...config } },
  'migrations/20231201000000-create-users.js': users,
  'migrations/20231202000000-create-posts.js': posts,
  'migrations/20231203000000-add-phone.js': phone,
  'seeders/20231201000000-ann.js': person('ann@example.com'),
  'seeders/20231202000000-bob.js': person('bob@example.com')
});

/** Runs the commands side by side, comparing after each. */
async function compare(given, commands, options = {}) {
  const one = makeProject(given);
  const other = makeProject(given);
  for (const command of commands) {
    const args = Array.isArray(command) ? command : command.split(' ');
    const [expected, actual] = await Promise.all([
      one.run(args, { script: theirs, ...options }),
      other.run(args, { script: ours, ...options })
    ]);
    const said = `${args.join(' ')}\n${expected.stdout}${expected.stderr}\n--- ours ---\n${actual.stdout}${actual.stderr}`;
    expect({ args, code: actual.code, said }).toEqual({ args, code: expected.code, said });
    expect({ args, files: namesOf(other) }).toEqual({ args, files: namesOf(one) });
    for (const file of one.files().filter(name => name.endsWith('.sqlite'))) {
      const [before, after] = [await dump(path.join(one.folder, file)), await dump(path.join(other.folder, file))];
      expect({ args, ...timeless(after) }).toEqual({ args, ...timeless(before) });
    }
    for (const file of one.files().filter(name => /meta|data/.test(name) && name.endsWith('.json'))) {
      expect({ args, content: JSON.parse(other.read(file)) }).toEqual({ args, content: JSON.parse(one.read(file)) });
    }
  }
  return { one, other };
}

/** Generated files begin with the second they were made in. */
/** Sorted without their times: of two made in one second, either comes first. */
const namesOf = project => project.files().map(nameless).sort();
const nameless = name => name.replace(/\b20(?!23)\d{12}-/, '<time>-');
const timeless = found =>
  JSON.parse(
    JSON.stringify(found)
      .replace(/20(?!2[34])\d{12}-/g, '<time>-')
      .replace(/20(?!24)\d\d-[\d-]+ [\d:.]+ \+00:00/g, '<date>')
  );

test('the commands of the guide, on a project with migrations and seeders', async () => {
  await compare(files(), [
    'db:migrate:status',
    'db:migrate --to 20231202000000-create-posts.js',
    'db:migrate:status',
    'db:migrate',
    'db:migrate',
    'db:seed --seed 20231201000000-ann.js',
    'db:seed:undo --seed 20231201000000-ann.js',
    'db:seed:all',
    'db:seed:undo:all',
    'db:migrate:undo',
    'db:migrate:undo --name 20231202000000-create-posts.js',
    'db:migrate --name 20231203000000-add-phone.js',
    'db:migrate:undo:all --to 20231203000000-add-phone.js',
    'db:migrate --from 20231202000000-create-posts.js',
    'db:migrate:schema:timestamps:add',
    'db:migrate:schema:timestamps:add',
    'db:migrate:undo:all',
    'db:migrate:undo:all',
    'db:migrate:undo',
    'db:create',
    'db:drop'
  ]);
});

test('mistakes end with the same exit code', async () => {
  await compare(files(), [
    'db:nothing',
    [],
    'db:migrate --no-such-option',
    'db:migrate --name 2099-nothing.js',
    'db:migrate --name 20231202000000-create-posts.js',
    'db:migrate --env nowhere',
    'db:migrate --config config/nothing.json',
    'db:seed --seed nothing.js',
    'migration:generate',
    'model:generate --name User'
  ]);
});

test('the storages of migrations and seeders', async () => {
  await compare(files({ migrationStorage: 'json', seederStorage: 'json', seederStoragePath: 'seeds-data.json' }), [
    'db:migrate',
    'db:seed:all',
    'db:seed:all',
    'db:seed:undo',
    'db:migrate:status',
    'db:seed:undo:all',
    'db:migrate:undo:all'
  ]);
  await compare(
    files({
      migrationStorageTableName: 'migrations_meta',
      seederStorage: 'sequelize',
      seederStorageTableName: 'seeds_meta'
    }),
    [
      'db:migrate',
      'db:seed --seed 20231202000000-bob.js',
      'db:seed:all',
      'db:seed --seed 20231202000000-bob.js',
      'db:seed:undo'
    ]
  );
});

test('where things lie: .sequelizerc, --config, --url, environments', async () => {
  const given = {
    '.sequelizerc': `const path = require('path');
module.exports = {
  config: path.resolve('settings', 'database.js'),
  'migrations-path': path.resolve('db', 'steps'),
  'seeders-path': 'db/seeds',
  'models-path': path.resolve('db', 'models')
};`,
    'settings/database.js': `module.exports = async () => ({
  development: { dialect: 'sqlite', storage: 'dev.sqlite' },
  test: { dialect: 'sqlite', storage: 'test.sqlite' },
  production: { use_env_variable: 'DATABASE_URL' }
});`,
    'settings/other.json': { dialect: 'sqlite', storage: 'other.sqlite' },
    'db/steps/20231201000000-create-users.js': users,
    'db/seeds/20231201000000-ann.js': person('ann@example.com'),
    'old/20231202000000-create-posts.js': posts
  };
  const { one, other } = await compare(given, [
    'db:migrate',
    'db:migrate --env test',
    'db:seed:all --env test',
    'db:migrate --config settings/other.json --migrations-path old',
    '--env test db:migrate:undo',
    'init:migrations',
    'init:seeders',
    'migration:generate --name add-age',
    'seed:create --name more'
  ]);
  for (const [script, project] of [
    [theirs, one],
    [ours, other]
  ]) {
    const url = `sqlite://${project.folder}/production.sqlite`;
    expect((await project.run(['db:migrate', '--env', 'production'], { script })).code).toBe(1);
    const made = await project.run(['db:migrate'], { script, env: { NODE_ENV: 'production', DATABASE_URL: url } });
    expect(made.code).toBe(0);
    expect((await project.run(['db:migrate', '--url', url.replace('production', 'url')], { script })).code).toBe(0);
  }
  for (const name of ['production.sqlite', 'url.sqlite']) {
    const [expected, actual] = await Promise.all([one, other].map(({ folder }) => dump(path.join(folder, name))));
    expect(timeless(actual)).toEqual(timeless(expected));
    expect(Object.keys(actual.rows)).toContain('Users');
  }
});

test('init writes a project whose files work the same', async () => {
  const { one, other } = await compare({}, [
    'init',
    'init',
    'init:config --force',
    'init:models --force',
    ['model:generate', '--name', 'User', '--attributes', 'firstName:string,age:integer,role:enum:{admin,guest}'],
    ['model:generate', '--name', 'User', '--attributes', 'firstName:string'],
    ['model:create', '--name', 'BlogPost', '--attributes', 'title:string body:text', '--underscored'],
    ['model:create', '--name', 'Bad', '--attributes', 'title:nothing'],
    ['migration:generate', '--name', 'add-age-to-users'],
    ['migration:create', '--name', 'again'],
    ['seed:generate', '--name', 'demo-users']
  ]);
  expect(JSON.parse(other.read('config/config.json'))).toEqual(JSON.parse(one.read('config/config.json')));
  const script = `
    const { sequelize, ...models } = require('./models');
    const facts = model => Object.values(model.rawAttributes).map(({ field, type, values }) => [field, String(type.key), type.values ?? values]);
    console.log(JSON.stringify(Object.entries(models).filter(([name]) => name !== 'Sequelize').map(([name, model]) =>
      [name, model.tableName, model.options.underscored, typeof model.associate, facts(model)])));`;
  const seen = [];
  for (const project of [one, other]) {
    project.write('config/config.json', { development: { dialect: 'sqlite', storage: 'dev.sqlite' } });
    project.write('look.js', script);
    const { stdout, stderr, code } = await project.run([], { script: path.join(project.folder, 'look.js') });
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    seen.push(JSON.parse(stdout));
    expect((await project.run(['db:migrate'], { script: ours })).code).toBe(0);
    expect((await project.run(['db:seed:all'], { script: ours })).code).toBe(0);
  }
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[1].map(([name]) => name)).toEqual(['BlogPost', 'User']);
  const [expected, actual] = await Promise.all([one, other].map(({ folder }) => dump(path.join(folder, 'dev.sqlite'))));
  expect(timeless(actual)).toEqual(timeless(expected));
  expect(fs.existsSync(path.join(other.folder, 'dev.sqlite-migrating'))).toBe(false);
});
