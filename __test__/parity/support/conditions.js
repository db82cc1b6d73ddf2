'use strict';
// Random `where` descriptions over the columns of a model.
const { object, byOp } = require('./describe');
const { valueFor, randomText } = require('./values');

const COMPARISONS = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'];
const PATTERNS = ['like', 'notLike', 'startsWith', 'endsWith', 'substring'];
const POSTGRES_PATTERNS = ['iLike', 'notILike', 'regexp', 'iRegexp', 'notRegexp'];
const RANGES = [
  'overlap',
  'contains',
  'contained',
  'adjacent',
  'strictLeft',
  'strictRight',
  'noExtendLeft',
  'noExtendRight'
];
const COMPARABLE = new Set([
  'INTEGER',
  'SMALLINT',
  'TINYINT',
  'BIGINT',
  'FLOAT',
  'REAL',
  'DOUBLE',
  'DECIMAL',
  'DATE',
  'STRING',
  'TEXT',
  'CHAR'
]);

/** A `where` object (or, rarely, an expression or an array). */
function randomWhere(random, model, dialect, depth = 2) {
  const condition = () => randomEntry(random, model, dialect, depth);
  if (random.chance(0.05)) return { kind: 'literal', sql: '1 = 1' };
  if (random.chance(0.05)) return [object([condition()]), object([condition()])];
  const seen = new Set();
  const entries = random.list(0, 3, condition).filter(([key]) => {
    const text = JSON.stringify(key);
    return !seen.has(text) && seen.add(text);
  });
  // JavaScript puts symbols after names; keep the description in that order too.
  return object(entries);
}

function randomEntry(random, model, dialect, depth) {
  if (depth > 0 && random.chance(0.25))
    return [{ op: random.pick(['and', 'or', 'not']) }, group(random, model, dialect, depth - 1)];
  const column = random.pick(model.columns);
  if (isJson(column) && dialect !== 'mssql' && random.chance(0.7)) return jsonEntry(random, column);
  if (random.chance(0.05)) return [`$${column.name}$`, conditionFor(random, column, dialect, depth)];
  return [column.name, conditionFor(random, column, dialect, depth)];
}

function group(random, model, dialect, depth) {
  if (random.chance(0.5)) return randomWhere(random, model, dialect, depth);
  return random.list(0, 3, () => randomWhere(random, model, dialect, depth));
}

function conditionFor(random, column, dialect, depth) {
  const { type } = column;
  const value = () => valueFor(random, type);
  const roll = random.next();
  if (roll < 0.25) return value();
  if (roll < 0.35 && type.name !== 'ARRAY' && type.name !== 'RANGE') return random.list(0, 3, value);
  if (roll < 0.45) return byOp(random.pick(['in', 'notIn']), random.list(0, 4, value));
  if (roll < 0.5) return byOp(random.pick(['is', 'not']), random.pick([null, true, false]));
  if (roll < 0.55) return byOp('not', value());
  if (roll < 0.6) return byOp(random.pick(['between', 'notBetween']), [value(), value()]);
  if (roll < 0.63) return byOp('col', random.pick(['id', 'other.name', 'a.b.c']));
  if (roll < 0.67) return { kind: 'fn', name: 'LOWER', args: [randomText(random)] };
  if (roll < 0.7) return byOp(random.pick(COMPARISONS), { kind: 'col', path: 'id' });
  if (roll < 0.8 && depth > 0) return nestedCondition(random, column, dialect, depth);
  if (type.name === 'RANGE' && dialect === 'postgres') return byOp(random.pick(RANGES), value());
  if (type.name === 'ARRAY' && dialect === 'postgres')
    return byOp(random.pick(['overlap', 'contains', 'contained']), value());
  if (isText(type)) {
    const patterns = dialect === 'postgres' ? [...PATTERNS, ...POSTGRES_PATTERNS] : PATTERNS;
    return byOp(random.pick(patterns), randomText(random));
  }
  return COMPARABLE.has(type.name) ? byOp(random.pick(COMPARISONS), value()) : value();
}

/** `{attribute: {[Op.or]: […]}}`, or several operators at once. */
function nestedCondition(random, column, dialect, depth) {
  const inner = () => conditionFor(random, column, dialect, depth - 1);
  if (random.chance(0.5)) return byOp(random.pick(['or', 'and']), random.list(1, 3, inner));
  const operators = random.shuffled(COMPARISONS).slice(0, 2);
  return object(operators.map(op => [{ op }, valueFor(random, column.type)]));
}

function jsonEntry(random, column) {
  const leaf = () => random.pick([1, 'x', true, "it's", byOp('gt', 2), byOp('ne', 'y'), byOp('in', ['a', 'b'])]);
  const roll = random.next();
  if (roll < 0.3) return [`${column.name}.a.b`, leaf()];
  if (roll < 0.4) return [`${column.name}.n::integer`, byOp('gt', 3)];
  if (roll < 0.7) return [column.name, object([['a', leaf()]])];
  return [
    column.name,
    object([
      [
        'a',
        object([
          ['b', leaf()],
          ['c d', leaf()]
        ])
      ]
    ])
  ];
}

const isJson = ({ type }) => type.name === 'JSON' || type.name === 'JSONB';
const isText = type => ['STRING', 'TEXT', 'CHAR', 'CITEXT'].includes(type.name);

module.exports = { randomWhere };
