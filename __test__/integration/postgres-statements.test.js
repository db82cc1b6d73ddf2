'use strict';
// Results by query type, metadata and errors of statements on PostgreSQL, beside sequelize 6 with pg.
const packages = { ours: require('sequelize-rs'), theirs: require('sequelize') };
const { describeServers } = require('../support/databases');

describeServers(['postgres'], ({ url }) => {
  const open = [];
  const all = {};

  beforeAll(async () => {
    for (const name of ['ours', 'theirs']) {
      all[name] = new packages[name](url, { logging: false });
      open.push(all[name]);
    }
    await all.theirs.query(
      'DROP TABLE IF EXISTS statements; CREATE TABLE statements (id serial PRIMARY KEY, name text UNIQUE)'
    );
  });
  afterAll(() => Promise.all(open.map(sequelize => sequelize.close())));

  /** Runs in both packages, on the same rows, and gives what they tell. */
  async function both(run) {
    const told = [];
    for (const name of ['theirs', 'ours']) {
      const sequelize = all[name];
      await sequelize.query("TRUNCATE statements RESTART IDENTITY; INSERT INTO statements (name) VALUES ('a'), ('b')");
      told.push(await run(sequelize, packages[name]).catch(error => error));
    }
    return told;
  }

  const metadata = ({ command, rowCount, oid, rows, fields }) => ({ command, rowCount, oid, rows, fields });

  test.each([
    'SELECT * FROM statements ORDER BY id',
    'SELECT 1 AS a WHERE false',
    'UPDATE statements SET name = name',
    "UPDATE statements SET name = name || '!' RETURNING *",
    'DELETE FROM statements',
    'CREATE TEMP TABLE gone (a int)',
    'SELECT 1 AS a; SELECT 2 AS b, 3 AS b; UPDATE statements SET name = name',
    'SET application_name = x'
  ])('rows and metadata of %s', async sql => {
    const [theirs, ours] = await both(async sequelize => {
      const [rows, result] = await sequelize.query(sql);
      return { rows, result: Array.isArray(result) ? result.map(metadata) : metadata(result) };
    });
    expect(ours.rows).toEqual(theirs.rows);
    expect(JSON.parse(JSON.stringify(ours.result))).toEqual(JSON.parse(JSON.stringify(theirs.result)));
  });

  test.each([
    ["INSERT INTO statements (name) VALUES ('c') RETURNING id", 'INSERT'],
    ["INSERT INTO statements (name) VALUES ('c')", undefined],
    ['UPDATE statements SET name = name', 'UPDATE'],
    ['UPDATE statements SET name = name', 'BULKUPDATE'],
    ['DELETE FROM statements', 'BULKDELETE'],
    ['DELETE FROM statements', 'DELETE'],
    ['SHOW server_version', 'VERSION'],
    ['SHOW application_name', undefined],
    ['SELECT name FROM statements ORDER BY id', 'SELECT']
  ])('%s as %s', async (sql, type) => {
    const [theirs, ours] = await both(sequelize =>
      sequelize.query(sql, { type }).then(result => JSON.stringify(result))
    );
    expect(ours).toBe(theirs);
  });

  test.each([
    ["INSERT INTO statements (name) VALUES ('a')"],
    ['SELECT * FROM nowhere'],
    ['SELEC 1'],
    ['SELECT 1/0'],
    ['INSERT INTO statements (id) VALUES (NULL)'],
    ["SELECT 'a'::int"],
    ['ALTER TABLE statements DROP CONSTRAINT nothing'],
    ['DROP INDEX nothing']
  ])('the error of %s', async sql => {
    const [theirs, ours] = await both(sequelize => sequelize.query(sql));
    const facts = ({ name, message, sql: text, parent, fields, constraint, table, index, errors }) => {
      const { length: _length, line: _line, stack: _stack, ...original } = parent;
      const items = errors?.map(({ message: told, path, value, type }) => ({ told, path, value, type }));
      return {
        name,
        message,
        text,
        fields,
        constraint,
        table,
        index,
        items,
        original: { ...original, told: parent.message }
      };
    };
    expect(facts(ours)).toEqual(facts(theirs));
    expect(ours).toBeInstanceOf(packages.ours[ours.name.replace('Sequelize', '')] ?? Error);
  });

  test('a statement that is prepared outlives a change of the table', async () => {
    const { ours } = all;
    const ask = () => ours.query('SELECT * FROM statements WHERE id = $1', { bind: [1], type: 'SELECT' });
    for (let run = 0; run < 4; run++) await ask();
    await all.theirs.query('ALTER TABLE statements ADD COLUMN more int DEFAULT 5');
    expect(await ask()).toEqual([{ id: 1, name: expect.any(String), more: 5 }]);
    await ours.query('ALTER TABLE statements DROP COLUMN more');
    expect(await ask()).toEqual([{ id: 1, name: expect.any(String) }]);
  });

  test('prepare: false keeps nothing on the server', async () => {
    const sequelize = new packages.ours(url, { logging: false, prepare: false, pool: { max: 1 } });
    open.push(sequelize);
    for (let run = 0; run < 3; run++) await sequelize.query('SELECT $1::int', { bind: [run] });
    expect(await sequelize.query('SELECT count(*)::int AS n FROM pg_prepared_statements', { type: 'SELECT' })).toEqual([
      { n: 0 }
    ]);
  });

  test('numbers in conditions have the types that they have as literals', async () => {
    const { DataTypes, Op } = packages.ours;
    const Row = all.ours.define('statement', { name: DataTypes.TEXT }, { timestamps: false, tableName: 'statements' });
    for (const value of [1.5, 3000000000, 1e20]) {
      for (let run = 0; run < 3; run++)
        expect(await Row.count({ where: { id: { [Op.lt]: value } } })).toBeGreaterThan(0);
    }
    expect(await Row.findAll({ where: { id: 1.5 } })).toEqual([]);
  });
});
