// `Utils` against v6's.
const { inspect } = require('node:util');
const theirs = require('sequelize/lib/utils');
const ours = require('sequelize-rs/lib/utils');

const eq = Symbol.for('eq');
const cycle = () => {
  const object = { a: 1 };
  object.self = object;
  return object;
};
class Other {}

/** Arguments by function; made anew for each call, because some functions change them. */
const CASES = {
  joinSQLFragments: () => [[['a', [' b ', null, '(', 'c', ')'], ';']], [['a', 5]], [[]]],
  camelize: () => [['a_b-c d'], [' _x']],
  camelizeIf: () => [['a_b', true], ['a_b', false]],
  underscore: () => [['fooBar'], ['UserID']],
  pluralize: () => [['person'], ['sheep']],
  singularize: () => [['people']],
  merge: () => [[{ a: 1, b: { c: 1 } }, { b: { d: 2 }, a: undefined }], [{ a: [1] }, { a: [2] }], [null, { a: 0 }, { a: 1 }]],
  mergeDefaults: () => [[{ a: 1, b: { c: 1 } }, { a: 2, b: { c: 3, d: 4 }, e: 5 }], [{ a: [1, 2] }, { a: [3, 4, 5] }], [{ a: Map }, { a: 1 }]],
  defaults: () => [[{ a: 1, [eq]: 3 }, { b: 2 }, { [eq]: 4, c: 4 }], [{}, { toString: 1 }]],
  cloneDeep: () => [[{ a: [1, { b: new Date(0) }], [eq]: { x: 1 } }], [null], [5], [cycle()], [{ other: new Other() }], [Object.create(null)]],
  flattenObjectDeep: () => [[{ a: { b: 1, c: { d: [1, 2] } }, e: null }], [5], [{ a: new Date(0) }]],
  isColString: () => [['$a$'], ['a'], ['$']],
  combineTableNames: () => [['A', 'b'], ['b', 'A']],
  getComplexKeys: () => [[{ a: 1, [eq]: 2 }]],
  getComplexSize: () => [[{ a: 1, [eq]: 2 }], [[1, 2]]],
  isWhereEmpty: () => [[{}], [{ [eq]: 1 }], [null], [[]], ['']],
  camelizeObjectKeys: () => [[{ a_b: 1 }]],
  nameIndex: () => [[{ fields: ['a', 'bC'] }, 'tAb'], [{ fields: [{ name: 'x' }, { attribute: 'y' }] }, { tableName: 'foo' }]],
  removeNullValuesFromHash: () => [[{ a: null, b: 1, cId: null }, true], [{ a: null }, false], [{ a: null, b: null }, true, { allowNull: ['a'] }]],
  safeStringifyJson: () => [[{ a: 1n, b: [undefined] }]],
  addTicks: () => [['a`b'], ['a"b', '"']],
  toDefaultValue: () => [[5], [[1]], [{ a: 1 }], [() => 1], [new Other()]],
  defaultValueSchemable: () => [[undefined], [null], [() => 1], [5]]
}; // prettier-ignore

function attempt(run) {
  try {
    return inspect(run(), { depth: 6 });
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}

it('has the names of v6', () => {
  expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort());
});

it.each(Object.keys(CASES))('%s gives what v6 gives', name => {
  const [mine, others] = [CASES[name](), CASES[name]()];
  mine.forEach((args, index) => {
    expect(attempt(() => ours[name](...args))).toBe(attempt(() => theirs[name](...others[index])));
  });
});

it('never swaps a prototype when merging', () => {
  const hostile = JSON.parse('{ "__proto__": { "polluted": true } }');
  expect(ours.merge({}, hostile).polluted).toBeUndefined();
  expect(ours.defaults({}, hostile).polluted).toBeUndefined();
  expect(ours.cloneDeep(hostile).polluted).toBeUndefined();
  expect({}.polluted).toBeUndefined();
});
