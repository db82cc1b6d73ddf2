'use strict';
// Random finders over random graphs of related models, as plain data. Associations are meant by number, taken modulo
// what the model has, so that a smaller graph still makes sense.
const { object, realise, byOp } = require('./describe');
const { randomGraph, defineGraph } = require('./association-graphs');
const budget = require('./budget');

const WHERES = [
  object([['name', 'row 1']]),
  object([['slug', 'slug 0']]),
  { kind: 'object', entries: [[{ op: 'or' }, [object([['name', 'row 0']]), object([['slug', 'slug 1']])]]] },
  object([['name', byOp('like', 'row%')]])
];
const ATTRIBUTES = [
  ['name'],
  ['id', 'slug'],
  [],
  object([['exclude', ['name']]]),
  object([['include', [[{ kind: 'literal', sql: '1' }, 'one']]]]),
  [[{ kind: 'fn', name: 'upper', args: [{ kind: 'literal', sql: "'a'" }] }, 'big'], 'slug']
];
const FORMS = ['alias', 'association', 'model', 'aliasInObject', 'associationInObject'];

/** `{ models, associations, rows, scopes, model, method, options, include, order }`. */
function randomFinder(random, { isRunnable = false, associations = 6 } = {}) {
  const graph = randomGraph(random, { associations, isRunnable: true });
  const scopes = random.some(graph.models, 0.2).map(({ name }) => ({ model: name, where: random.pick(WHERES) }));
  const options = [];
  const maybe = (probability, name, make) => random.chance(probability) && options.push([name, make()]);
  maybe(0.5, 'limit', () => 1 + random.int(3));
  maybe(0.1, 'offset', () => 1);
  maybe(0.3, 'where', () => random.pick(WHERES));
  maybe(0.25, 'attributes', () => random.pick(ATTRIBUTES.filter(list => list.length !== 0)));
  maybe(0.1, 'subQuery', () => random.chance(0.5));
  maybe(0.1, 'paranoid', () => false);
  return {
    ...graph,
    // Not drawn, so that the same seed goes on giving the same finders.
    rows: budget.hasRandomRows
      ? { seed: random.state, count: [1, 4, 4, 7][random.state % 4] }
      : { seed: undefined, count: 4 },
    scopes,
    model: random.int(10),
    method: random.pick(['findAll', 'findAll', 'findOne', 'findAndCountAll', 'count', 'reload']),
    isRaw: random.chance(0.1),
    isNested: random.chance(0.5),
    isDistinct: random.chance(0.3),
    options: object(options),
    include: random.chance(0.05) ? [randomAll(random)] : random.list(1, 3, () => randomInclude(random, 3, isRunnable)),
    order: random.chance(0.4) ? random.list(1, 2, () => randomOrder(random)) : []
  };
}

function randomAll(random) {
  const all = random.pick([true, 'HasMany', 'One', 'Has', 'Many', 'BelongsTo', ['HasOne', 'Many']]);
  return { all, nested: random.chance(0.3) };
}

function randomInclude(random, depth, isRunnable) {
  const options = [];
  const maybe = (probability, name, make) => random.chance(probability) && options.push([name, make()]);
  maybe(0.25, 'where', () => random.pick(WHERES));
  maybe(0.4, 'required', () => random.chance(0.6));
  maybe(0.3, 'attributes', () => random.pick(ATTRIBUTES));
  maybe(0.1, 'duplicating', () => random.chance(0.5));
  maybe(0.1, 'subQuery', () => random.chance(0.5));
  maybe(0.1, 'paranoid', () => false);
  maybe(0.1, 'right', () => true);
  maybe(0.05, 'or', () => true);
  maybe(0.15, 'separate', () => true);
  if (!isRunnable) maybe(0.05, 'on', () => object([['name', { kind: 'col', path: 'x.y' }]]));
  const through = [];
  if (random.chance(0.3)) through.push(['attributes', random.chance(0.5) ? [] : ['createdAt']]);
  if (random.chance(0.2)) through.push(['as', 'joined']);
  return {
    association: random.int(20),
    form: random.pick(FORMS),
    options: object(options),
    through: object(through),
    include:
      depth > 0 && random.chance(0.6) ? random.list(1, 2, () => randomInclude(random, depth - 1, isRunnable)) : []
  };
}

function randomOrder(random) {
  return {
    steps: random.list(0, 2, () => ({ association: random.int(20), form: random.pick(['alias', 'association', 'model', 'object']) })),
    name: random.pick(['name', 'slug', 'id']),
    direction: random.pick([undefined, 'ASC', 'desc', 'NULLS LAST'])
  }; // prettier-ignore
}

/** Defines the models on one side; gives the model to ask and the options to ask it with. */
function realiseFinder(finder, side) {
  defineGraph(finder, side);
  const { Sequelize, sequelize } = side;
  for (const { model, where } of finder.scopes) {
    sequelize.models[model]?.addScope('defaultScope', { where: realise(where, Sequelize) }, { override: true });
  }
  return realiseOptions(finder, side);
}

/** As `realiseFinder`, with models that are there already. */
function realiseOptions(finder, { Sequelize, sequelize }) {
  const own = finder.models.map(({ name }) => sequelize.models[name]);
  const model = own[finder.model % own.length];
  const options = realise(finder.options, Sequelize);
  const include = realiseIncludes(finder.include, model, Sequelize);
  if (include.length > 0) options.include = include;
  const order = finder.order.map(one => realiseOrder(one, model)).filter(Boolean);
  if (order.length > 0) options.order = order;
  return { model, options };
}

function realiseIncludes(includes, model, Sequelize) {
  const used = new Set();
  const realised = includes.map(include => {
    if (include.all) return { ...include };
    const association = pick(model, include.association);
    if (!association || used.has(association.as)) return undefined;
    used.add(association.as);
    return realiseInclude(include, association, Sequelize);
  });
  return realised.filter(Boolean);
}

function realiseInclude({ form, options, through, include }, association, Sequelize) {
  if (form === 'alias') return association.as;
  if (form === 'association') return association;
  const given = realise(options, Sequelize);
  if (form === 'model') Object.assign(given, { model: association.target, as: association.as });
  else given.association = form === 'aliasInObject' ? association.as : association;
  if (association.associationType !== 'HasMany') delete given.separate;
  const links = realise(through, Sequelize);
  if (association.associationType === 'BelongsToMany' && Object.keys(links).length > 0) given.through = links;
  const nested = realiseIncludes(include, association.target, Sequelize);
  if (nested.length > 0) given.include = nested;
  return given;
}

function realiseOrder({ steps, name, direction }, model) {
  const path = [];
  for (const { association: number, form } of steps) {
    const association = pick(model, number);
    if (!association) break;
    const { target, as } = association;
    path.push({ alias: as, association, model: target, object: { model: target, as } }[form]);
    model = target;
  }
  return [...path, name, ...(direction ? [direction] : [])];
}

function pick(model, number) {
  const associations = Object.values(model.associations);
  return associations[number % associations.length];
}

/** Asks the database. Gives what is found as plain data. */
async function runFinder(finder, model, options) {
  if (finder.isRaw) Object.assign(options, { raw: true, nest: finder.isNested });
  if (finder.isDistinct) options.distinct = true;
  switch (finder.method) {
    case 'findOne':
      return plain(await model.findOne(options));
    case 'count':
      return model.count({ ...options, limit: undefined, offset: undefined });
    case 'findAndCountAll': {
      const { count, rows } = await model.findAndCountAll(options);
      return { count, rows: rows.map(plain) };
    }
    case 'reload': {
      const found = await model.findAll(options);
      if (finder.isRaw) return found;
      for (const one of found) await one.reload();
      return found.map(plain);
    }
    default:
      return (await model.findAll(options)).map(plain);
  }
}

function plain(row) {
  return row && typeof row.get === 'function'
    ? { json: row.toJSON(), changed: row.changed(), keys: Object.keys(row.dataValues) }
    : row;
}

module.exports = { randomFinder, realiseFinder, realiseOptions, runFinder };
