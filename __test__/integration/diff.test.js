'use strict';

// Random pairs of model sets: the migration that a diff writes makes the next diff empty, its `down` restores what was
// there, and rows survive. DIFF_SEED and DIFF_PAIRS choose others.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Sequelize, DataTypes } = require('sequelize-rs');
const { invert, sourceOf } = require('sequelize-rs/lib/diff/index');
const { describe: describeDatabase } = require('sequelize-rs/lib/diff/describe');
const { describeServers } = require('../support/databases.js');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'diff-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    chance: probability => next() < probability,
    below: limit => Math.floor(next() * limit),
    pick: list => list[Math.floor(next() * list.length)]
  };
}

const TYPES = [
  [() => DataTypes.STRING, ['x', "it's"], 'text'],
  [() => DataTypes.STRING(40), ['y'], 'other text'],
  [() => DataTypes.TEXT, [], 'long'],
  [() => DataTypes.INTEGER, [0, 7, -1], 5],
  [() => DataTypes.BIGINT, [9], 6],
  [() => DataTypes.BOOLEAN, [true, false], true],
  [() => DataTypes.DECIMAL(10, 2), [1.5], 2],
  [() => DataTypes.DOUBLE, [0.5], 2.5],
  [() => DataTypes.DATE, [], new Date(0)],
  [() => DataTypes.DATEONLY, ['2024-05-06'], '2024-01-01'],
  [() => DataTypes.UUID, [], '0b0b0b0b-0000-4000-8000-000000000000'],
  [() => DataTypes.ENUM('a', 'b'), ['a'], 'b'],
  [() => DataTypes.JSON, [], '{}'],
  [() => DataTypes.STRING(80), ['z'], 'third text']
];

/** What a model is made of: plain data, so that the second set can be a changed first. */
function table(pick, name) {
  const columns = {};
  for (let count = 1 + pick.below(4); count > 0; count--) columns[`c${pick.below(9)}`] = column(pick);
  return {
    name,
    columns,
    timestamps: pick.chance(0.3),
    counts: pick.chance(0.8),
    indexes: indexes(pick, columns),
    unique: pick.chance(0.3),
    parent: pick.below(4)
  };
}

/** Servers do not convert everything, and cannot index every type. */
const KINDS = [[0, 1, 13], [3, 4], [5], [6], [7], [8], [9], [10], [11]];
let onServer = false;

function column(pick, before) {
  const kind = onServer && before ? KINDS.find(types => types.includes(before.type)) : undefined;
  const type = onServer ? pick.pick(kind ?? pick.pick(KINDS)) : pick.below(TYPES.length);
  const defaults = TYPES[type][1];
  return {
    type,
    allowNull: pick.chance(0.6),
    defaultValue: defaults.length > 0 && pick.chance(0.4) ? pick.pick(defaults) : undefined,
    unique: pick.chance(0.15)
  };
}

function indexes(pick, columns) {
  const names = Object.keys(columns);
  return Array.from({ length: pick.below(3) }, () => ({
    fields: [...new Set([pick.pick(names), pick.pick(names)])],
    unique: pick.chance(0.2),
    desc: pick.chance(0.2)
  }));
}

function changed(pick, tables) {
  const result = structuredClone(tables).filter(() => pick.chance(0.85));
  for (const one of result) {
    for (const name of Object.keys(one.columns)) {
      if (pick.chance(0.2) && Object.keys(one.columns).length > 1) delete one.columns[name];
      else if (pick.chance(0.3)) one.columns[name] = column(pick, one.columns[name]);
    }
    if (pick.chance(0.4)) one.columns[`d${pick.below(5)}`] = column(pick);
    if (pick.chance(0.3)) one.parent = pick.below(4);
    if (pick.chance(0.2)) one.timestamps = !one.timestamps;
    if (pick.chance(0.3)) one.unique = !one.unique;
    one.indexes = pick.chance(0.5)
      ? indexes(pick, one.columns)
      : one.indexes.filter(index => index.fields.every(field => one.columns[field]));
  }
  if (pick.chance(0.4)) result.push(table(pick, `New${pick.below(3)}`));
  return result;
}

function defineAll(sequelize, tables) {
  const models = tables.map(({ name, columns, timestamps, counts, indexes, unique }) => {
    const attributes = { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: counts } };
    for (const [field, { type, ...rest }] of Object.entries(columns))
      attributes[field] = { type: TYPES[type][0](), ...rest };
    const [first, second] = Object.keys(columns);
    if (unique && second) attributes[first].unique = attributes[second].unique = 'both';
    const made = indexes.map(({ fields, unique, desc }) => ({
      fields: desc ? [{ name: fields[0], order: 'DESC' }, ...fields.slice(1)] : fields,
      unique
    }));
    const seen = new Set();
    const once = made.filter(({ fields }) => {
      const id = fields.map(field => field.name ?? field).join();
      return !seen.has(id) && seen.add(id);
    });
    return sequelize.define(name, attributes, { timestamps, indexes: once, freezeTableName: true });
  });
  tables.forEach(({ parent }, position) => {
    // Only upwards, so that rows can be made in order.
    if (parent < position)
      models[position].belongsTo(models[parent], {
        foreignKey: 'parentId',
        onDelete: ['CASCADE', 'SET NULL'][parent % 2]
      });
  });
  return models;
}

async function fill(models, tables) {
  for (const [position, model] of models.entries()) {
    const values = { id: 1 };
    for (const [name, { type }] of Object.entries(tables[position].columns)) values[name] = TYPES[type][2];
    if (model.rawAttributes.parentId) values.parentId = 1;
    if (tables[position].timestamps) values.createdAt = values.updatedAt = new Date(0);
    await model.sequelize.getQueryInterface().bulkInsert(model.tableName, [values]);
  }
}

const rowsOf = async (sequelize, tables) => {
  const rows = {};
  for (const { name } of tables)
    rows[name] = await sequelize.query(`SELECT * FROM ${sequelize.getQueryInterface().quoteIdentifier(name)}`, {
      type: 'SELECT',
      raw: true
    });
  return rows;
};

async function run(sequelize, source) {
  const work = new Function('queryInterface', 'Sequelize', `return (async () => {\n${source}\n})()`);
  await work(sequelize.getQueryInterface(), Sequelize);
}

/** The order of columns is not part of what a diff keeps. */
const normal = tables =>
  tables
    .map(one => ({
      ...one,
      columns: [...one.columns].sort((a, b) => (a.name < b.name ? -1 : 1)),
      uniques: one.uniques.map(unique => JSON.stringify(unique)).sort(),
      indexes: [...one.indexes].sort((a, b) => (a.name < b.name ? -1 : 1))
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

const seed = Number(process.env.DIFF_SEED ?? 1);
const pairs = Number(process.env.DIFF_PAIRS ?? 20);

async function comparePairs(pairs, connect, finish = async () => undefined) {
  for (let pair = 0; pair < pairs; pair++) {
    const pick = random(seed * 100003 + pair);
    const first = Array.from({ length: 1 + pick.below(4) }, (_, position) => table(pick, `Table${position}`));
    const second = changed(pick, first);
    const [before, after] = [connect(pair), connect(pair)];
    const models = defineAll(before, first);
    defineAll(after, second);
    await before.sync();
    expect({ pair, operations: await before.diff() }).toEqual({ pair, operations: [] });
    await fill(models, first);
    const described = normal(await describeDatabase(after));
    const rows = await rowsOf(after, first);

    const operations = await after.diff();
    const up = sourceOf(operations, after.getDialect());
    const down = sourceOf(invert(operations), after.getDialect());
    const told = `DIFF_SEED=${seed} pair ${pair}\n${up}\n---\n${down}`;
    try {
      await run(after, up);
      expect({ told, operations: await after.diff() }).toEqual({ told, operations: [] });
      const present = await rowsOf(after, second);
      for (const { name, columns } of second) {
        const old = first.find(one => one.name === name);
        if (!old) continue;
        const kept = Object.keys(columns).filter(
          field => JSON.stringify(columns[field].type) === JSON.stringify(old.columns[field]?.type)
        );
        const only = row => Object.fromEntries(['id', ...kept].map(field => [field, row[field]]));
        expect({ told, name, rows: present[name].map(only) }).toEqual({ told, name, rows: rows[name].map(only) });
      }
      // The rows of a dropped table are gone: what referred to them cannot do so again.
      for (const model of Object.values(after.models)) {
        if (model.rawAttributes.parentId) await model.update({ parentId: null }, { where: {}, silent: true });
      }
      await run(after, down);
      expect({ told, described: normal(await describeDatabase(after)) }).toEqual({ told, described });
    } catch (error) {
      const said = [told, error.message, error.parent?.message, error.sql].filter(Boolean).join('\n');
      throw new Error(said, { cause: error });
    }
    await before.close();
    await finish(after);
    await after.close();
  }
}

test(`${pairs} random pairs of model sets (DIFF_SEED=${seed})`, async () => {
  onServer = false;
  const connect = pair =>
    new Sequelize({ dialect: 'sqlite', storage: path.join(folder, `${pair}.sqlite`), logging: false });
  await comparePairs(pairs, connect);
}, 600000);

describeServers(['postgres', 'mariadb', 'mysql'], ({ dialect, url }) => {
  const name = `diff_${process.pid}`;
  const connect = () => {
    const target = new URL(url);
    target.pathname = `/${name}`;
    return new Sequelize(String(target), { dialect, logging: false, pool: { max: 2 } });
  };

  beforeAll(() => alter('createDatabase'));
  afterAll(() => alter('dropDatabase'));
  afterEach(async () => {
    const sequelize = connect();
    await clear(sequelize);
    await sequelize.close();
  });

  async function alter(method) {
    const sequelize = new Sequelize(url, { dialect, logging: false });
    await sequelize.getQueryInterface()[method](name);
    await sequelize.close();
  }

  /** The next pair begins with nothing, not even types. */
  async function clear(sequelize) {
    await sequelize.getQueryInterface().dropAllTables();
    if (dialect === 'postgres') await sequelize.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  }

  const few = Math.ceil(pairs / 4);
  test(`${few} random pairs of model sets (DIFF_SEED=${seed})`, async () => {
    onServer = true;
    await comparePairs(few, connect, clear);
  }, 600000);

  test('an ENUM gets other values, and its rows stay', async () => {
    const [before, after] = [connect(), connect()];
    const roles = values => ({ role: { type: DataTypes.ENUM(...values), allowNull: false, defaultValue: values[1] } });
    const User = before.define('User', roles(['a', 'b']), { timestamps: false });
    after.define('User', roles(['c', 'b', 'a', "it's"]), { timestamps: false });
    await before.sync();
    await User.create({ role: 'a' });
    const operations = await after.diff();
    await run(after, sourceOf(operations, dialect));
    expect(await after.diff()).toEqual([]);
    await after.models.User.create({ role: "it's" });
    await after.models.User.destroy({ where: { role: "it's" } });
    await run(after, sourceOf(invert(operations), dialect));
    expect(await before.diff()).toEqual([]);
    expect((await User.findAll({ raw: true })).map(row => row.role)).toEqual(['a']);
    await before.close();
    await after.close();
  });
});
