'use strict';
// Random values that suit a data type, with a share of odd ones.
const { object } = require('./describe');

const TEXTS = [
  '',
  'a',
  'Ada',
  "O'Neil",
  'back\\slash',
  'per%cent_',
  '"quoted"',
  'naïve',
  '日本',
  '😀',
  'a$b',
  '$1',
  ':name',
  '?',
  'line\nbreak',
  'null',
  '1'
];
const DATES = [0, 1, 951782400000, 1709210107089, 1720000000000, -62135596800000 + 1e12];

function randomText(random) {
  return random.chance(0.7)
    ? random.pick(TEXTS)
    : random.list(0, 12, () => String.fromCharCode(32 + random.int(95))).join('');
}

function randomNumber(random) {
  return random.pick([0, 1, -1, 7, 42, 1.5, -0.25, 1e21, 1e-7, 123456789012, random.int(1000)]);
}

/** A value for a column of this type. */
function valueFor(random, type) {
  if (random.chance(0.04)) return null;
  switch (type.name) {
    case 'INTEGER':
    case 'SMALLINT':
    case 'TINYINT':
      return random.pick([0, 1, -1, 7, 42, 2147483647, random.int(1000)]);
    case 'BIGINT':
      return random.pick([1, 42, '9007199254740993', { kind: 'bigint', digits: '9007199254740993' }]);
    case 'FLOAT':
    case 'REAL':
    case 'DOUBLE':
      return randomNumber(random);
    case 'DECIMAL':
      return random.pick([1, 1.25, '12.30', -4]);
    case 'BOOLEAN':
      return random.chance(0.5);
    case 'DATE':
      return random.chance(0.8) ? { kind: 'date', ms: random.pick(DATES) } : '2024-02-29T13:05:07.089Z';
    case 'DATEONLY':
      return random.pick(['2024-02-29', '1999-12-31']);
    case 'TIME':
      return random.pick(['13:05:07', '00:00:00']);
    case 'UUID':
      return '2f1d7a3e-6a0b-4d0e-9f5c-0d6b7f1a2c3d';
    case 'BLOB':
      return { kind: 'bytes', hex: random.pick(['', '00ff', 'c0ffee', '27']) };
    case 'ENUM':
      return random.pick(['draft', 'live', "it's"]);
    case 'JSON':
    case 'JSONB':
      return randomJson(random, 2);
    case 'ARRAY':
      return random.list(0, 3, () => valueFor(random, type.args[0]));
    case 'RANGE':
      return [random.int(10), 10 + random.int(10)];
    case 'HSTORE':
      return object([['key', randomText(random)]]);
    case 'INET':
      return '127.0.0.1';
    default:
      return randomText(random);
  }
}

function randomJson(random, depth) {
  const leaf = () => random.pick([null, true, 1, 1.5, 'text', "it's", '"']);
  if (depth === 0 || random.chance(0.3)) return leaf();
  if (random.chance(0.4)) return random.list(0, 3, () => randomJson(random, depth - 1));
  return object(random.some(['a', 'b', 'c d', "e'f"], 0.5).map(key => [key, randomJson(random, depth - 1)]));
}

module.exports = { valueFor, randomText, randomNumber };
