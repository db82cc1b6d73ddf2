'use strict';
// Random programs over one model on SQLite: `{model, steps}` as a description; `runProgram` runs it on one package and
// gives everything a user could see: results, errors, hook calls, logged SQL.
const { realise, object } = require('./describe');
const { randomWhere } = require('./conditions');
const { valueFor } = require('./values');
const { randomModel } = require('./models');
const { errorOf } = require('./packages');

const NOW = Date.UTC(2024, 1, 29, 12, 0, 0);
const HOOKS = [
  'beforeValidate',
  'afterValidate',
  'beforeCreate',
  'afterCreate',
  'beforeUpdate',
  'afterUpdate',
  'beforeSave',
  'afterSave',
  'beforeDestroy',
  'afterDestroy',
  'beforeRestore',
  'afterRestore',
  'beforeUpsert',
  'afterUpsert',
  'beforeBulkCreate',
  'afterBulkCreate',
  'beforeBulkUpdate',
  'afterBulkUpdate',
  'beforeBulkDestroy',
  'afterBulkDestroy',
  'beforeBulkRestore',
  'afterBulkRestore',
  'beforeFind',
  'beforeFindAfterExpandIncludeAll',
  'beforeFindAfterOptions',
  'beforeCount',
  'afterFind',
  'validationFailed'
];
const STEPS = {
  create: 6,
  bulkCreate: 4,
  findAll: 8,
  findOne: 4,
  findByPk: 3,
  findAndCountAll: 2,
  count: 2,
  aggregate: 3,
  update: 3,
  destroy: 2,
  restore: 1,
  increment: 2,
  upsert: 2,
  findOrCreate: 2,
  save: 5,
  instanceDestroy: 2,
  reload: 1,
  truncate: 0.3,
  transaction: 1,
  raw: 1
};
const WEIGHTED = Object.entries(STEPS).flatMap(([step, weight]) => Array(Math.ceil(weight * 3)).fill(step));

function randomProgram(random) {
  const model = randomModel(random, 'sqlite', 'Thing');
  const hooks = random.chance(0.5) ? random.some(HOOKS, 0.4) : [];
  const steps = random.list(3, 12, () => randomStep(random, model));
  return { model, hooks, steps };
}

function randomStep(random, model) {
  const step = random.pick(WEIGHTED);
  return { step, ...(makers[step] ?? (() => ({})))(random, model) };
}

const makers = {
  create: (random, model) => ({
    values: row(random, model),
    options: flags(random, ['raw', 'silent', 'validate', 'hooks'])
  }),
  bulkCreate: (random, model) => ({
    rows: random.list(0, 5, () => row(random, model)),
    options: flags(random, ['validate', 'individualHooks', 'ignoreDuplicates'])
  }),
  findAll: (random, model) => ({ options: finder(random, model) }),
  findOne: (random, model) => ({ options: finder(random, model) }),
  findByPk: random => ({ id: random.pick([1, 2, 3, '1', null, 99]) }),
  findAndCountAll: (random, model) => ({ options: finder(random, model) }),
  count: (random, model) => ({ options: object([['where', randomWhere(random, model, 'sqlite', 1)]]) }),
  aggregate: (random, model) => ({
    method: random.pick(['sum', 'min', 'max']),
    column: random.pick(model.columns).name
  }),
  update: (random, model) => ({
    values: row(random, model),
    options: object([
      ['where', randomWhere(random, model, 'sqlite', 1)],
      ...flags(random, ['individualHooks', 'silent']).entries
    ])
  }),
  destroy: (random, model) => ({
    options: object([
      ['where', randomWhere(random, model, 'sqlite', 1)],
      ...flags(random, ['force', 'individualHooks']).entries
    ])
  }),
  restore: (random, model) => ({ options: object([['where', randomWhere(random, model, 'sqlite', 1)]]) }),
  increment: random => ({ by: 1 + random.int(3), id: 1 + random.int(3) }),
  upsert: (random, model) => ({ values: object([['id', 1 + random.int(4)], ...row(random, model).entries]) }),
  findOrCreate: (random, model) => ({ where: object([['id', 1 + random.int(6)]]), defaults: row(random, model) }),
  save: (random, model) => ({ id: 1 + random.int(4), values: row(random, model) }),
  instanceDestroy: random => ({ id: 1 + random.int(4), force: random.chance(0.3) }),
  reload: random => ({ id: 1 + random.int(4) }),
  transaction: (random, model) => ({ values: row(random, model), fails: random.chance(0.4) }),
  raw: random => ({ raw: random.chance(0.5) })
};

function row(random, model) {
  const columns = model.columns.filter(({ name }) => name !== 'id');
  return object(random.some(columns, 0.8).map(({ name, type }) => [name, valueFor(random, type)]));
}

function flags(random, names) {
  return object(random.some(names, 0.2).map(name => [name, name === 'hooks' ? false : true]));
}

function finder(random, model) {
  const entries = [];
  if (random.chance(0.6)) entries.push(['where', randomWhere(random, model, 'sqlite')]);
  if (random.chance(0.3))
    entries.push([
      'attributes',
      random.some(
        model.columns.map(({ name }) => name),
        0.7
      )
    ]);
  entries.push(['order', [['id', random.pick(['ASC', 'DESC'])]]]);
  if (random.chance(0.3)) entries.push(['limit', 1 + random.int(4)]);
  if (random.chance(0.2)) entries.push(['offset', random.int(3)]);
  if (random.chance(0.3)) entries.push(['raw', true]);
  if (random.chance(0.1)) entries.push(['paranoid', false]);
  return object(entries);
}

/** Steps whose statements run side by side. */
const SIDE_BY_SIDE = new Set(['bulkCreate', 'update', 'destroy', 'restore', 'findAndCountAll']);

/** Runs the program; gives one entry per step. */
async function runProgram(program, { Sequelize, sequelize, log }) {
  const seen = [];
  let Model;
  const start = await attempt(async () => {
    Model = sequelize.define(
      program.model.name,
      realise(program.model.attributes, Sequelize),
      realise(program.model.options, Sequelize)
    );
    for (const name of program.hooks) Model.addHook(name, (...args) => void seen.push(`${name}/${args.length}`));
    await Model.sync({ force: true });
  });
  const outcomes = [start];
  if (start.error) return outcomes;
  for (const step of program.steps) {
    const from = log.length;
    seen.length = 0;
    const outcome = await attempt(async () => plain(await runStep(step, Model, { Sequelize, sequelize })));
    // Rows that were on their way when another one failed still run their hooks; they belong to no later step.
    if (outcome.error && SIDE_BY_SIDE.has(step.step)) await new Promise(resolve => setTimeout(resolve, 20));
    outcomes.push({ step: step.step, ...outcome, hooks: [...seen], log: log.slice(from).map(withoutIds) });
  }
  return outcomes;
}

async function attempt(work) {
  try {
    return { value: await work() };
  } catch (error) {
    return { error: plain(errorOf(error)) };
  }
}

async function runStep(step, Model, { Sequelize, sequelize }) {
  const make = description => realise(description, Sequelize);
  const found = id => Model.findByPk(id, { logging: false, hooks: false });
  switch (step.step) {
    case 'create':
      return Model.create(make(step.values), make(step.options));
    case 'bulkCreate':
      return Model.bulkCreate(step.rows.map(make), make(step.options));
    case 'findAll':
    case 'findOne':
    case 'findAndCountAll':
    case 'count':
    case 'destroy':
    case 'restore':
      return Model[step.step](make(step.options));
    case 'findByPk':
      return Model.findByPk(step.id);
    case 'aggregate':
      return Model[step.method](step.column);
    case 'update':
      return Model.update(make(step.values), make(step.options));
    case 'increment':
      return Model.increment('id', { by: 0, where: { id: step.id } });
    case 'upsert':
      return Model.upsert(make(step.values));
    case 'findOrCreate':
      return Model.findOrCreate({ where: make(step.where), defaults: make(step.defaults) });
    case 'save': {
      const instance = await found(step.id);
      if (!instance) return null;
      instance.set(make(step.values));
      const changed = instance.changed();
      await instance.save();
      return { changed, previous: instance.previous(), after: instance.changed(), instance };
    }
    case 'instanceDestroy': {
      const instance = await found(step.id);
      if (!instance) return null;
      await instance.destroy({ force: step.force });
      return instance;
    }
    case 'reload': {
      const instance = await found(step.id);
      return instance && instance.reload();
    }
    case 'truncate':
      return Model.truncate();
    case 'transaction':
      return sequelize.transaction(async transaction => {
        const made = await Model.create(make(step.values), { transaction });
        if (step.fails) throw new Error('rolled back on purpose');
        return made;
      });
    case 'raw':
      return sequelize.query('SELECT 1 AS `one`, NULL AS `none`, :text AS `text`', {
        replacements: { text: "it's" },
        ...(step.raw ? { type: Sequelize.QueryTypes.SELECT } : {})
      });
    default:
      throw new Error(`no such step: ${step.step}`);
  }
}

/** Results as comparable data: instances by their values, the clock out of the way. */
function plain(value) {
  return JSON.parse(
    JSON.stringify(value ?? null, function replace(key, item) {
      const own = this[key];
      if (own instanceof Date)
        return Number.isNaN(own.getTime()) ? 'Invalid Date' : nearNow(own) ? 'now' : own.toISOString();
      if (typeof item === 'string') return withoutIds(item);
      if (typeof item === 'bigint') return `${item}n`;
      if (typeof item === 'number' && !Number.isFinite(item)) return String(item);
      return item;
    })
  );
}

function nearNow(date) {
  return date.getTime() > NOW && date.getTime() < Date.now() + 60_000 && date.getUTCFullYear() >= 2025;
}

/** Logged text without what differs from run to run: transaction ids and the current time. */
function withoutIds(text) {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replace(/20(2[5-9]|[3-9]\d)-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \+00:00/g, 'NOW');
}

module.exports = { randomProgram, runProgram };
