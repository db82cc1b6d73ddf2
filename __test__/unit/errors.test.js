// Error classes against those of v6.
const theirs = require('sequelize/lib/errors');
const ours = require('sequelize-rs/lib/errors');

const parent = () => Object.assign(new Error('of the driver'), { sql: 'SELECT 1', parameters: { a: 1 } });
const itemOf = errors =>
  new errors.ValidationErrorItem('no', 'notnull violation', 'path', 'value', null, 'key', 'name', [1]);
const ARGUMENTS = [
  errors => ['words', [itemOf(errors)]],
  errors => ['', [itemOf(errors), new errors.ValidationErrorItem('other', 'CORE')]],
  () => [parent()],
  () => [parent(), { stack: 'elsewhere' }],
  () => [{ parent: parent(), message: 'words', fields: { a: 1 }, table: 't', constraint: 'c', index: 'i', value: 3 }],
  () => [{ modelName: 'User', values: { a: 1 }, where: { id: 1 } }],
  () => [undefined]
];

function describeError(errors, name, args) {
  try {
    const error = new errors[name](...args(errors));
    const { parent: cause, original, ...own } = error;
    return {
      text: String(error),
      properties: Object.getOwnPropertyNames(error),
      json: JSON.stringify(own),
      isBase: error instanceof errors.BaseError,
      above: Object.getPrototypeOf(error.constructor).name,
      cause: cause?.message,
      sameCause: cause === original
    };
  } catch (error) {
    return error.name;
  }
}

it('exports the names of v6', () => {
  expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort());
});

const classes = Object.keys(theirs).filter(name => theirs[name].prototype instanceof Error);
it.each(classes)('%s is made as in v6', name => {
  for (const args of ARGUMENTS) {
    const expected = describeError(theirs, name, args);
    // v6 writes to the options, so a text in their place is a TypeError
    if (expected !== 'TypeError') expect(describeError(ours, name, args)).toEqual(expected);
  }
});

it('prints nested aggregates as v6 does', () => {
  const nest = errors => {
    const aggregate = new errors.AggregateError([new Error('a\nb'), new errors.AggregateError([new Error('c')])]);
    aggregate.errors.push(aggregate);
    return String(aggregate);
  };
  expect(nest(ours)).toBe(nest(theirs));
});

it('tells the key of a validator as v6 does', () => {
  for (const args of [[], [false], [true, '-']]) {
    expect(itemOf(ours).getValidatorKey(...args)).toBe(itemOf(theirs).getValidatorKey(...args));
  }
  expect(() => itemOf(ours).getValidatorKey(true, '')).toThrow('Invalid namespace separator');
});
