'use strict';
// Random model definitions, as descriptions.
const { object } = require('./describe');

const COMMON = [
  { name: 'STRING' },
  { name: 'STRING', args: [40] },
  { name: 'STRING', chain: ['BINARY'] },
  { name: 'TEXT' },
  { name: 'CHAR', args: [8] },
  { name: 'INTEGER' },
  { name: 'BIGINT' },
  { name: 'SMALLINT' },
  { name: 'FLOAT' },
  { name: 'REAL' },
  { name: 'DOUBLE' },
  { name: 'DECIMAL', args: [10, 2] },
  { name: 'BOOLEAN' },
  { name: 'DATE' },
  { name: 'DATE', args: [6] },
  { name: 'DATEONLY' },
  { name: 'TIME' },
  { name: 'UUID' },
  { name: 'BLOB' },
  { name: 'ENUM', args: ['draft', 'live', "it's"] }
];

const OF_DIALECT = {
  sqlite: [{ name: 'JSON' }, { name: 'INTEGER', chain: ['UNSIGNED'] }],
  postgres: [
    { name: 'JSON' },
    { name: 'JSONB' },
    { name: 'ARRAY', args: [{ kind: 'type', name: 'STRING' }] },
    { name: 'ARRAY', args: [{ kind: 'type', name: 'INTEGER' }] },
    { name: 'RANGE', args: [{ kind: 'type', name: 'INTEGER' }] },
    { name: 'HSTORE' },
    { name: 'INET' },
    { name: 'CITEXT' }
  ],
  mysql: [
    { name: 'JSON' },
    { name: 'INTEGER', chain: ['UNSIGNED'] },
    { name: 'TINYINT' },
    { name: 'TEXT', args: ['medium'] }
  ],
  mariadb: [{ name: 'JSON' }, { name: 'INTEGER', chain: ['UNSIGNED'] }, { name: 'TINYINT' }],
  mssql: [{ name: 'TINYINT' }, { name: 'TEXT', args: ['tiny'] }]
};

const NAMES = ['name', 'firstName', 'age', 'isActive', 'score', 'meta', 'bornOn', 'status', 'data', 'note', 'ref_code'];

/** One model: `{name, attributes: object description, options: object description, columns: [{name, field, type}]}`. */
function randomModel(random, dialect, name) {
  const types = [...COMMON, ...OF_DIALECT[dialect]];
  const columns = random
    .some(random.shuffled(NAMES), 0.6)
    .slice(0, 6)
    .map(attribute => ({
      name: attribute,
      type: { kind: 'type', ...random.pick(types) },
      field: field(random, attribute)
    }));
  if (columns.length === 0) columns.push({ name: 'name', type: { kind: 'type', name: 'STRING' } });
  const options = [['timestamps', random.chance(0.5)]];
  if (random.chance(0.2)) options.push(['underscored', true]);
  if (random.chance(0.15)) options.push(['paranoid', true]);
  if (random.chance(0.15)) options.push(['schema', 'tenant']);
  if (random.chance(0.2)) options.push(['tableName', `tbl_${name.toLowerCase()}`]);
  const attributes = columns.map(column => [column.name, definition(random, column)]);
  return { name, attributes: object(attributes), options: object(options), columns: withDefaults(columns) };
}

function field(random, attribute) {
  return random.chance(0.2) ? `${attribute}_col` : undefined;
}

function definition(random, { type, field: column }) {
  const entries = [['type', type]];
  if (column) entries.push(['field', column]);
  if (random.chance(0.2)) entries.push(['allowNull', random.chance(0.5)]);
  if (random.chance(0.1) && type.name === 'STRING') entries.push(['unique', true]);
  if (random.chance(0.15) && type.name === 'INTEGER') entries.push(['defaultValue', random.int(100)]);
  if (random.chance(0.15) && type.name === 'BOOLEAN') entries.push(['defaultValue', random.chance(0.5)]);
  return object(entries);
}

function withDefaults(columns) {
  return [{ name: 'id', type: { kind: 'type', name: 'INTEGER' } }, ...columns];
}

module.exports = { randomModel };
