'use strict';
// Random models that are related in random ways, as plain data, and what one can see of them once they are defined.
const { realise } = require('./describe');
const { outcomeOf } = require('./packages');

const MODEL_NAMES = ['User', 'Post', 'tag', 'Category', 'PostTag', 'Person'];
const RULES = ['CASCADE', 'SET NULL', 'RESTRICT', 'NO ACTION', 'cascade'];
const object = entries => ({ kind: 'object', entries });

/** `{ models: [{ name, attributes, options }], associations: [{ method, source, target, options }] }`. */
function randomGraph(random, { associations = 6, isRunnable = false } = {}) {
  const names = random.shuffled(MODEL_NAMES).slice(0, 2 + random.int(3));
  return {
    models: names.map(name => randomModel(random, name, isRunnable)),
    associations: random.list(1, associations, () => randomAssociation(random, names, isRunnable))
  };
}

function randomModel(random, name, isRunnable) {
  const attributes = [
    ['name', { kind: 'type', name: 'STRING' }],
    ['kind', { kind: 'type', name: 'STRING' }],
    ['slug', object([['type', { kind: 'type', name: 'STRING' }], ['unique', true], ['field', 'the_slug']])]
  ]; // prettier-ignore
  if (random.chance(0.2)) {
    attributes.push(['code', object([['type', { kind: 'type', name: 'STRING' }], ['primaryKey', true], ['field', 'the_code']])]); // prettier-ignore
    if (!isRunnable && random.chance(0.3)) {
      attributes.push([
        'part',
        object([
          ['type', { kind: 'type', name: 'INTEGER' }],
          ['primaryKey', true]
        ])
      ]);
    }
  }
  const options = [['timestamps', random.chance(0.2)]];
  if (random.chance(0.2)) options.push(['underscored', true]);
  if (random.chance(0.15)) options.push(['freezeTableName', true]);
  if (random.chance(0.15)) options.push(['paranoid', true], ['timestamps', true]);
  if (random.chance(0.1)) options.push(['schema', 'archive']);
  if (random.chance(0.1)) options.push(['name', object([['singular', 'ox'], ['plural', 'oxen']])]); // prettier-ignore
  return { name, attributes: object(attributes), options: object(options) };
}

function randomAssociation(random, names, isRunnable) {
  const method = random.pick(['hasOne', 'hasMany', 'belongsTo', 'belongsToMany']);
  const [source, target] = [random.pick(names), random.pick(names)];
  const options = [];
  const maybe = (probability, name, make) => random.chance(probability) && options.push([name, make()]);
  maybe(0.5, 'as', () => randomAlias(random, method));
  maybe(0.35, 'foreignKey', () => randomKey(random, ['ownerId', 'user_id', 'fk']));
  maybe(0.15, 'constraints', () => random.chance(0.3));
  maybe(0.15, 'onDelete', () => random.pick(RULES));
  maybe(0.15, 'onUpdate', () => random.pick(RULES));
  maybe(0.1, 'foreignKeyConstraint', () => true);
  maybe(0.2, 'scope', () => object([['kind', random.pick(['a', 'b'])]]));
  maybe(0.15, 'hooks', () => random.chance(0.7));
  maybe(0.1, 'keyType', () => ({ kind: 'type', name: 'STRING' }));
  const otherKeys = isRunnable ? ['slug', 'id'] : ['slug', 'id', 'missing'];
  if (method !== 'belongsTo') maybe(0.15, 'sourceKey', () => random.pick(otherKeys));
  if (method === 'belongsTo' || method === 'belongsToMany') maybe(0.15, 'targetKey', () => random.pick(otherKeys));
  if (method === 'belongsToMany') {
    options.push(['through', randomThrough(random, names, isRunnable)]);
    maybe(0.2, 'otherKey', () => randomKey(random, ['otherId', 'other_fk']));
    maybe(0.1, 'uniqueKey', () => 'pair_of_keys');
    maybe(0.2, 'timestamps', () => random.chance(0.4));
  }
  return { method, source, target, options: object(options) };
}

function randomAlias(random, method) {
  if (!method.endsWith('Many')) return random.pick(['boss', 'Child', 'author', 'cover']);
  if (random.chance(0.2)) return object([['singular', 'mouse'], ['plural', random.pick(['mice', 'rats'])]]); // prettier-ignore
  return random.pick(['children', 'Authors', 'items', 'friends']);
}

function randomKey(random, names) {
  const name = random.pick(names);
  if (random.chance(0.6)) return name;
  const definition = [['name', name]];
  if (random.chance(0.5)) definition.push(['allowNull', random.chance(0.5)]);
  if (random.chance(0.3)) definition.push(['field', `${name}_column`]);
  if (random.chance(0.2)) definition.push(['comment', 'refers']);
  return object(definition);
}

function randomThrough(random, names, isRunnable) {
  const name = random.pick(['Link', 'link_two']);
  if (!isRunnable && random.chance(0.05)) return null;
  if (random.chance(0.5)) return name;
  const entries = [['model', random.chance(0.3) ? object([['named', random.pick(names)]]) : name]];
  if (random.chance(0.3)) entries.push(['unique', random.chance(0.3)]);
  if (random.chance(0.2)) entries.push(['paranoid', true]);
  if (!isRunnable && random.chance(0.2)) entries.push(['scope', object([['kind', 'a']])]);
  return object(entries);
}

/** Defines the graph on one side. Gives what each association came to: its facts or its error. */
function defineGraph(graph, { Sequelize, sequelize }) {
  for (const { name, attributes, options } of graph.models) {
    sequelize.define(name, realise(attributes, Sequelize), realise(options, Sequelize));
  }
  return graph.associations.map(({ method, source, target, options }) => {
    const { models } = sequelize;
    // A shrunk graph may name models that are gone.
    if (!models[source] || !models[target]) return undefined;
    const given = realise(options, Sequelize);
    const through = given.through?.model;
    if (through && typeof through === 'object') given.through.model = models[through.named];
    if (through && given.through.model === undefined) return undefined;
    return outcomeOf(() => factsOf(models[source][method](models[target], given)));
  });
}

const STEPS = ['toSource', 'manyFromSource', 'oneFromSource', 'toTarget', 'manyFromTarget', 'oneFromTarget'];
const UNSEEN = new Set(['source', 'target', 'sequelize', 'throughModel', 'inspect']);

/** Everything an association says of itself, other associations and models by name. */
function factsOf(association, isStep = false) {
  const facts = { source: association.source.name, target: association.target.name };
  for (const key of Object.keys(association).sort()) {
    const value = association[key];
    if (UNSEEN.has(key) || STEPS.includes(key) || value === undefined) continue;
    facts[key] = value?.associationType ? value.as : plain(value);
  }
  if (isStep) return facts;
  for (const step of STEPS) if (association[step]) facts[step] = factsOf(association[step], true);
  return facts;
}

/** A model as its table and its callers see it. */
function modelFacts(model, sequelize) {
  const { queryGenerator } = sequelize.getQueryInterface();
  return {
    attributes: Object.entries(model.rawAttributes).map(([name, attribute]) => [name, plain(attribute)]),
    uniqueKeys: plain(model.uniqueKeys),
    primaryKeys: model.primaryKeyAttributes,
    associations: Object.keys(model.associations),
    aliases: Object.values(model.associations).map(one => model.getAssociationForAlias(one.target, one.as)?.as),
    methods: Object.keys(model.prototype).filter(name => typeof model.prototype[name] === 'function'),
    sql: outcomeOf(() => queryGenerator.attributesToSQL(model.tableAttributes, { context: 'createTable' }))
  };
}

/** Comparable data: sorted keys, models and types by name. */
function plain(value, depth = 0) {
  if (typeof value === 'function') return `class ${value.name}`;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(item => plain(item, depth + 1));
  if (typeof value.toSql === 'function') return value.key;
  if (value.modelManager || depth > 6) return '…';
  const copy = {};
  for (const key of Object.keys(value).sort()) {
    if (key !== 'Model' && value[key] !== undefined) copy[key] = plain(value[key], depth + 1);
  }
  return copy;
}

module.exports = { randomGraph, defineGraph, modelFacts };
