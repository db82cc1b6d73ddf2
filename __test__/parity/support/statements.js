'use strict';
// Random calls of the query generator over one model, as descriptions {method, …}; `runStatement` makes the call.
const { realise, object } = require('./describe');
const { randomWhere } = require('./conditions');
const { valueFor } = require('./values');

const KINDS = {
  select: 10,
  insert: 4,
  bulkInsert: 3,
  update: 4,
  delete: 2,
  arithmetic: 1,
  createTable: 2,
  addIndex: 2,
  addColumn: 1,
  changeColumn: 1,
  where: 3,
  json: 1,
  drop: 1
};
const WEIGHTED = Object.entries(KINDS).flatMap(([kind, weight]) => Array(weight).fill(kind));

function randomStatement(random, model, dialect) {
  const kind = random.pick(WEIGHTED);
  return { kind: 'statement', call: kind, ...makers[kind](random, model, dialect) };
}

const makers = {
  select: (random, model, dialect) => ({ options: selectOptions(random, model, dialect) }),
  where: (random, model, dialect) => ({ where: randomWhere(random, model, dialect, 3) }),
  insert: (random, model) => ({ values: rowOf(random, model), options: insertOptions(random, model) }),
  bulkInsert: (random, model) => ({
    rows: random.list(1, 4, () => rowOf(random, model)),
    options: object(random.chance(0.3) ? [['ignoreDuplicates', true]] : random.chance(0.3) ? [['returning', true]] : [])
  }),
  update: (random, model, dialect) => ({
    values: rowOf(random, model),
    where: randomWhere(random, model, dialect, 1),
    options: object([
      ...(random.chance(0.3) ? [['returning', true]] : []),
      ...(random.chance(0.2) ? [['limit', 1 + random.int(5)]] : [])
    ])
  }),
  delete: (random, model, dialect) => ({
    where: randomWhere(random, model, dialect, 1),
    options: object(random.chance(0.5) ? [['limit', random.pick([null, 1, 10])]] : [])
  }),
  arithmetic: (random, model, dialect) => ({
    operator: random.pick(['+', '-']),
    where: randomWhere(random, model, dialect, 1),
    amounts: object([['age', random.int(10)]]),
    extra: object(random.chance(0.5) ? [['note', valueFor(random, { name: 'DATE' })]] : [])
  }),
  createTable: () => ({}),
  addIndex: (random, model) => ({
    fields: random.list(1, 2, () => indexField(random, model)),
    options: object([
      ...(random.chance(0.4) ? [['unique', true]] : []),
      ...(random.chance(0.3) ? [['name', 'my_index']] : []),
      ...(random.chance(0.2) ? [['where', object([['id', 1]])]] : [])
    ])
  }),
  addColumn: (random, model) => ({ column: random.pick(model.columns) }),
  changeColumn: (random, model) => ({ column: random.pick(model.columns) }),
  json: (random, model) => ({
    column: random.pick(model.columns).name,
    path: random.pick(['a', 'a.b', 'a[0].b', 'x y', "it's"])
  }),
  drop: () => ({})
};

function rowOf(random, model) {
  return object(
    random.some(model.columns, 0.7).map(column => [column.field ?? column.name, valueFor(random, column.type)])
  );
}

function insertOptions(random, model) {
  const entries = [];
  if (random.chance(0.3)) entries.push(['returning', true]);
  if (random.chance(0.15)) entries.push(['ignoreDuplicates', true]);
  else if (random.chance(0.2)) {
    entries.push(['updateOnDuplicate', random.some(model.columns.map(({ name }) => name))], ['upsertKeys', ['id']]);
  }
  return object(entries);
}

function indexField(random, model) {
  const { name } = random.pick(model.columns);
  if (random.chance(0.6)) return name;
  const entries = [['name', name]];
  if (random.chance(0.5)) entries.push(['order', random.pick(['ASC', 'DESC'])]);
  if (random.chance(0.3)) entries.push(['length', 5]);
  if (random.chance(0.2)) entries.push(['collate', 'en_US']);
  return object(entries);
}

function selectOptions(random, model, dialect) {
  const entries = [];
  if (random.chance(0.8)) entries.push(['attributes', attributesOf(random, model)]);
  if (random.chance(0.8)) entries.push(['where', randomWhere(random, model, dialect)]);
  if (random.chance(0.4)) entries.push(['order', orderOf(random, model)]);
  if (random.chance(0.2)) entries.push(['group', random.list(1, 2, () => random.pick(model.columns).name)]);
  if (random.chance(0.1)) entries.push(['having', havingOf(random)]);
  if (random.chance(0.4)) entries.push(['limit', 1 + random.int(20)]);
  if (random.chance(0.3)) entries.push(['offset', random.int(20)]);
  if (random.chance(0.1)) entries.push(['lock', random.pick([true, 'UPDATE', 'SHARE', 'KEY SHARE'])]);
  if (random.chance(0.05)) entries.push(['skipLocked', true]);
  return object(entries);
}

function attributesOf(random, model) {
  const one = () => {
    const { name, field } = random.pick(model.columns);
    const roll = random.next();
    if (roll < 0.6) return field ? [field, name] : name;
    if (roll < 0.75) return [{ kind: 'fn', name: 'COUNT', args: [{ kind: 'col', path: name }] }, 'n'];
    if (roll < 0.85) return [{ kind: 'literal', sql: '1 + 1' }, 'two'];
    if (roll < 0.95) return [{ kind: 'cast', value: { kind: 'col', path: name }, type: 'integer' }, 'casted'];
    return [name, 'renamed'];
  };
  return random.list(1, 4, one);
}

function orderOf(random, model) {
  const one = () => {
    const { name } = random.pick(model.columns);
    const roll = random.next();
    if (roll < 0.3) return name;
    if (roll < 0.7) return [name, random.pick(['ASC', 'DESC', 'asc', 'NULLS LAST', 'DESC NULLS FIRST'])];
    if (roll < 0.85) return [{ kind: 'fn', name: 'LOWER', args: [{ kind: 'col', path: name }] }, 'DESC'];
    return { kind: 'literal', sql: 'random()' };
  };
  return random.list(1, 3, one);
}

function havingOf(random) {
  const count = { kind: 'fn', name: 'COUNT', args: [{ kind: 'col', path: '*' }] };
  if (random.chance(0.5))
    return {
      kind: 'where',
      left: count,
      op: { kind: 'op', name: random.pick(['gt', 'lte', 'ne']) },
      right: random.int(9)
    };
  return object([['id', { kind: 'object', entries: [[{ op: 'gt' }, 3]] }]]);
}

/** Makes the call on one package; what it returns is compared. */
function runStatement(statement, model, Model, { Sequelize, sequelize }) {
  const generator = sequelize.getQueryInterface().queryGenerator;
  const make = description => realise(description, Sequelize);
  const table = Model.getTableName();
  switch (statement.call) {
    case 'select':
      return generator.selectQuery(table, make(statement.options), Model);
    case 'where':
      return generator.whereQuery(make(statement.where), { model: Model });
    case 'insert':
      return generator.insertQuery(table, make(statement.values), Model.rawAttributes, make(statement.options));
    case 'bulkInsert':
      return generator.bulkInsertQuery(
        table,
        statement.rows.map(make),
        make(statement.options),
        Model.fieldRawAttributesMap
      );
    case 'update':
      return generator.updateQuery(
        table,
        make(statement.values),
        make(statement.where),
        make(statement.options),
        Model.rawAttributes
      );
    case 'delete':
      return generator.deleteQuery(table, make(statement.where), make(statement.options), Model);
    case 'arithmetic':
      return generator.arithmeticQuery(
        statement.operator,
        table,
        make(statement.where),
        make(statement.amounts),
        make(statement.extra),
        {}
      );
    case 'createTable':
      return generator.createTableQuery(
        table,
        generator.attributesToSQL(Model.tableAttributes, { table, context: 'createTable' }),
        {}
      );
    case 'addIndex':
      return generator.addIndexQuery(table, statement.fields.map(make), make(statement.options), Model.tableName);
    case 'addColumn':
      return generator.addColumnQuery(
        table,
        statement.column.field ?? statement.column.name,
        sequelize.normalizeAttribute(columnOf(statement.column, make))
      );
    case 'changeColumn': {
      const attribute = sequelize.normalizeAttribute(columnOf(statement.column, make));
      const context = { context: 'changeColumn', table };
      return generator.attributesToSQL({ [attribute.field]: attribute }, context);
    }
    case 'json':
      return generator.jsonPathExtractionQuery(statement.column, statement.path);
    case 'drop':
      return generator.dropTableQuery(table, { cascade: true });
    default:
      throw new Error(`no such statement: ${statement.call}`);
  }
}

function columnOf(column, make) {
  return { type: make(column.type), field: column.field ?? column.name };
}

module.exports = { randomStatement, runStatement };
