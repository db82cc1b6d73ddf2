'use strict';
// Random records that bring related ones along: values as deep as the include they are created with.
const { randomGraph, defineGraph } = require('./association-graphs');
const { errorOf } = require('./packages');

/** `{ models, associations, model, method, options, records, include }`. */
function randomCreation(random) {
  const most = random.chance(0.5) ? 1 : 3;
  const include = random.list(1, most, () => randomInclude(random, 2, most));
  return {
    ...randomGraph(random, { associations: 5, isRunnable: true }),
    model: random.int(10),
    method: random.pick(['create', 'bulkCreate', 'buildAndSave']),
    options: random.chance(0.2) ? { validate: true } : random.chance(0.1) ? { hooks: false } : {},
    include,
    records: random.list(1, 3, () => randomValues(random, include))
  };
}

function randomInclude(random, depth, most) {
  return {
    association: random.int(20),
    isAlias: random.chance(0.5),
    include: depth > 0 && random.chance(0.5) ? random.list(1, most, () => randomInclude(random, depth - 1, most)) : []
  };
}

/** `related`: for each include the values of its records, null, or nothing. */
function randomValues(random, include) {
  const some = one => {
    if (random.chance(0.15)) return undefined;
    return random.chance(0.1) ? null : random.list(1, 2, () => randomValues(random, one.include));
  };
  return { name: random.pick(['one', 'two', null]), link: random.chance(0.2), related: include.map(some) };
}

/** Creates the records. Gives what was made, what was sent and what the tables then hold. */
async function runCreation(creation, side) {
  defineGraph(creation, side);
  const { sequelize, log } = side;
  const { models } = sequelize.modelManager;
  await sequelize.sync();
  log.length = 0;
  const own = creation.models.map(({ name }) => sequelize.models[name]);
  const model = own[creation.model % own.length];
  const state = { count: 0 };
  const records = creation.records.map(record => valuesOf(record, creation.include, model, state));
  const options = { ...creation.options, include: includesOf(creation.include, model) };
  if (options.include.length === 0) delete options.include;

  let made;
  let error;
  try {
    if (creation.method === 'bulkCreate') made = await model.bulkCreate(records, options);
    else if (creation.method === 'create') made = [await model.create(records[0], options)];
    else made = [await model.build(records[0], { include: options.include }).save(creation.options)];
  } catch (failure) {
    error = errorOf(failure);
  }
  // v6: which of several statements that are under way comes first after a failure is up to the driver
  if (error) return { error: isStraight(creation) ? error : { name: error.name, message: error.message } };
  const sent = [...log];
  const tables = [];
  for (const one of models) tables.push(await one.unscoped().findAll({ raw: true, paranoid: false }));
  const outcome = { made: made.map(described), sent, tables };
  return isStraight(creation) ? outcome : regardlessOfOrder(outcome);
}

/** Statements follow each other. Of siblings it is left open which comes first, unless they go in one statement. */
function isStraight({ method, include, records }) {
  return isChain(include) && (method === 'bulkCreate' || !hasBranches(records[0]));
}

function isChain(includes) {
  return includes.length <= 1 && includes.every(({ include }) => isChain(include));
}

/** Whether records that bring others along have siblings, which are created at the same time. */
function hasBranches({ related }) {
  return related.some(list => {
    const records = list ?? [];
    const bringsOthers = records.some(record => record.related.some(others => others?.length > 0));
    return (records.length > 1 && bringsOthers) || records.some(hasBranches);
  });
}

/**
 * Keys are then given in another order, that there is one is all that can be compared; and foreign keys are set in
 * another order.
 */
function regardlessOfOrder({ made, sent, tables }) {
  const sorted = list => list.map(keyless).sort();
  return { made: made.map(keyless), sent: sorted(sent), tables: tables.map(sorted) };
}

function keyless(value) {
  const text = JSON.stringify(JSON.parse(JSON.stringify(value)), (_, one) => withSortedNames(one));
  return text.replace(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\.\d{3}/g, 'TIME').replace(/\b\d+\b(?![-:.])/g, '#');
}

function withSortedNames(value) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function described(row) {
  return { json: jsonOf(row), changed: row.changed(), isNew: row.isNewRecord };
}

/** Where the target of a belongsToMany is its join model, too, a record is part of itself: v6 runs out of stack. */
function jsonOf(row) {
  try {
    const json = row.toJSON();
    JSON.stringify(json);
    return json;
  } catch (error) {
    return error.name;
  }
}

function includesOf(includes, model) {
  return related(includes, model).map(({ include, association }) => {
    if (include.include.length === 0 && include.isAlias) return association.as;
    return { association, include: includesOf(include.include, association.target) };
  });
}

function valuesOf({ name, link, related: children }, includes, model, state) {
  const number = ++state.count;
  const values = { name, slug: `slug ${number}`, code: `code ${number}` };
  for (const { association, index } of related(includes, model)) {
    const given = children[index];
    if (given === undefined) continue;
    const list = given?.map(child => valuesOf(child, includes[index].include, association.target, state));
    values[association.as] = association.isMultiAssociation ? (list ?? []) : (list?.[0] ?? null);
    if (link && association.through)
      for (const one of list ?? []) one[association.through.model.name] = { kind: 'given' };
  }
  return values;
}

/** The associations that includes mean, each once. */
function related(includes, model) {
  const associations = Object.values(model.associations);
  const used = new Set();
  return includes.flatMap((include, index) => {
    const association = associations[include.association % associations.length];
    if (!association || used.has(association.as)) return [];
    used.add(association.as);
    return [{ include, index, association }];
  });
}

module.exports = { randomCreation, runCreation };
