'use strict';
// Programs that call the methods associations add to instances: a random graph, a few rows of each model, then calls.
const { defineGraph, randomGraph } = require('./association-graphs');
const { errorOf } = require('./packages');

const ROWS = 3;
const MULTI = [
  'get', 'count', 'hasSingle', 'hasAll', 'set', 'add', 'addMultiple', 'remove', 'removeMultiple', 'create'
]; // prettier-ignore
/** Of belongsToMany; compared with the other joins. */
const NEEDS_JOIN = ['get', 'count', 'hasSingle', 'hasAll'];
const SINGLE = ['get', 'set', 'create'];

/** `{ models, associations, steps: [{ model, row, association, method, targets, options }] }`, numbers taken modulo. */
function randomAssociationProgram(random) {
  const graph = randomGraph(random, { associations: 4, isRunnable: true });
  const randomTarget = () => ({ row: random.int(ROWS), isKey: random.chance(0.3) });
  const steps = random.list(2, 10, () => ({
    model: random.int(10),
    row: random.int(ROWS),
    association: random.int(10),
    method: random.int(100),
    targets: random.chance(0.1) ? null : random.list(0, 3, randomTarget),
    options: randomOptions(random)
  }));
  return { ...graph, steps };
}

function randomOptions(random) {
  if (random.chance(0.6)) return undefined;
  const options = {};
  if (random.chance(0.3)) options.where = { name: random.pick(['row 1', 'made', 'nobody']) };
  if (random.chance(0.2)) options.raw = true;
  if (random.chance(0.2)) options.through = { kind: 'given' };
  if (random.chance(0.2)) options.joinTableAttributes = [];
  if (random.chance(0.2)) options.attributes = ['name', 'slug'];
  if (random.chance(0.2)) options.scope = false;
  if (random.chance(0.1)) options.save = false;
  if (random.chance(0.1)) options.fields = ['name'];
  if (random.chance(0.1)) options.limit = 1;
  return options;
}

/** One outcome per step, with the statements it ran; the rows of all tables last. */
async function runAssociationProgram(program, side) {
  defineGraph(program, side);
  const { sequelize, log } = side;
  const { models } = sequelize.modelManager;
  const own = models.filter(model => program.models.some(({ name }) => name === model.name));
  const outcomes = [await outcomeOf(() => sequelize.sync(), log)];
  const rows = new Map();
  for (const model of own) rows.set(model, await createRows(model));
  log.length = 0;

  for (const step of program.steps) outcomes.push(await runStep(step, own, rows, log));
  for (const model of models) outcomes.push(await outcomeOf(() => model.findAll({ raw: true, paranoid: false }), log));
  return outcomes;
}

async function createRows(model) {
  const rows = [];
  for (let index = 0; index < ROWS; index++) {
    const values = { name: `row ${index}`, kind: 'a', slug: `slug ${index}`, code: `code ${index}` };
    // A foreign key that must not be null keeps a model without rows.
    const row = await model.create(values).catch(() => undefined);
    if (row) rows.push(row);
  }
  return rows;
}

async function runStep(step, own, rows, log) {
  const model = own[step.model % own.length];
  const associations = Object.values(model.associations);
  const instance = rows.get(model)[step.row];
  if (associations.length === 0 || !instance) return undefined;
  const association = associations[step.association % associations.length];
  const isSingle = Boolean(association.isSingleAssociation);
  const methods = isSingle ? SINGLE : MULTI;
  const method = methods[step.method % methods.length];
  if (NEEDS_JOIN.includes(method) && isManyToMany(model)) return undefined;
  const args = argumentsOf(method, step, association, rows.get(association.target) ?? [], isSingle);
  return {
    call: `${model.name}.${association.accessors[method]}`,
    ...(await outcomeOf(() => instance[association.accessors[method]](...args), log))
  };
}

function isManyToMany(model) {
  return Object.values(model.sequelize.models).some(({ associations }) =>
    Object.values(associations).some(one => one.associationType === 'BelongsToMany')
  );
}

function argumentsOf(method, { targets, options }, association, rows, isSingle) {
  const given = options && JSON.parse(JSON.stringify(options));
  if (method === 'get' || method === 'count') return [given];
  if (method === 'create') return [{ name: 'made', slug: 'made' }, given];
  const key = association.target.primaryKeyAttribute;
  const list = (targets ?? []).map(({ row, isKey }) => (isKey ? rows[row]?.[key] : rows[row])).filter(Boolean);
  const takesOne = isSingle || method === 'add' || method === 'remove' || method === 'hasSingle';
  if (targets === null) return [null, given];
  return [takesOne ? list[0] : list, given];
}

async function outcomeOf(call, log) {
  try {
    return { value: described(await call()), log: statements(log) };
  } catch (error) {
    return { error: errorOf(error), log: statements(log) };
  }
}

function statements(log) {
  return log.splice(0);
}

function described(value) {
  if (Array.isArray(value)) return value.map(described);
  if (value?.associationType) return `association ${value.as}`;
  if (value?.modelManager) return 'sequelize';
  if (typeof value?.toJSON === 'function' && !(value instanceof Date)) {
    const { name } = value.constructor;
    return { instanceOf: name, values: value.get({ plain: true }), changed: value.changed() };
  }
  return value;
}

module.exports = { randomAssociationProgram, runAssociationProgram };
