'use strict';
// Eager loading against sequelize 6.37.8: the text of random finders, the objects they give, and the nesting of rows.
const { inspect } = require('node:util');
const { Random } = require('./support/random');
const { randomFinder, realiseFinder, runFinder } = require('./support/include-trees');
const { randomCreation, runCreation } = require('./support/record-trees');
const { createRows } = require('./support/related-rows');
const { DIALECTS, errorOf, offlinePair, outcomeOf, sqlitePair } = require('./support/packages');
const { randomJoin } = require('./support/joined-rows');
const { isKnownOfFinder } = require('./support/known-differences');
const { shrink } = require('./support/shrink');
const { steadyDifference } = require('./support/steady');
const budget = require('./support/budget');

// Keys without a name are warned of; that is ours only.
beforeAll(() => jest.spyOn(process, 'emitWarning').mockImplementation(() => {}));
afterAll(() => jest.restoreAllMocks());

const FINDERS = Math.ceil(budget.statements / 2);

describe.each(DIALECTS)('%s', dialect => {
  it(`writes what v6 writes for ${FINDERS} finders`, async () => {
    const random = new Random(budget.seed * 7919 + DIALECTS.indexOf(dialect));
    const differences = await search(
      FINDERS,
      () => randomFinder(random),
      finder => textDifference(finder, dialect)
    );
    expect(differences).toBe('');
  }, 1_200_000);
});

it(`gives the objects v6 gives for ${budget.programs} finders`, async () => {
  const random = new Random(budget.seed * 104729);
  const differences = await search(budget.programs, () => randomFinder(random, { isRunnable: true }), objectDifference);
  expect(differences).toBe('');
}, 1_200_000);

it(`creates what v6 creates with ${budget.programs} trees of records`, async () => {
  const random = new Random(budget.seed * 15485863);
  const differences = await search(budget.programs, () => randomCreation(random), creationDifference);
  expect(differences).toBe('');
}, 1_200_000);

it(`nests rows as v6 nests them in ${budget.statements} results`, () => {
  const [theirs, ours] = ['sequelize', 'sequelize-rs'].map(name => require(`${name}/lib/dialects/abstract/query`));
  const random = new Random(budget.seed * 65537);
  for (let done = 0; done < budget.statements; done++) {
    const { rows, root, options } = randomJoin(random);
    const nest = query => outcomeOf(() => query._groupJoinData(structuredClone(rows), root, options));
    expect(compared(nest(theirs), nest(ours))).toBe(undefined);
  }
});

/** Cases that differ, made small, as text. */
async function search(count, make, differenceOf) {
  const differences = [];
  for (let done = 0; done < count && differences.length < budget.shown; done++) {
    const finder = make();
    const seen = await steadyDifference(differenceOf, finder);
    if (!seen) continue;
    const fails = async variant => Boolean(await attempt(steadyDifference.bind(null, differenceOf), variant));
    const smallest = await shrink(finder, fails, 150);
    differences.push(`${JSON.stringify(smallest)}\n${(await differenceOf(smallest)) ?? `of the whole: ${seen}`}`);
  }
  return differences.join('\n\n');
}

async function attempt(differenceOf, variant) {
  try {
    return await differenceOf(variant);
  } catch {
    return undefined;
  }
}

function textDifference(finder, dialect) {
  const [expected, got] = offlinePair(dialect).map(side => outcomeOf(() => textOf(finder, side)));
  return isKnownOfFinder(expected, got, finder) ? undefined : compared(expected, got);
}

/** What `findAll` would send, without a database. */
function textOf(finder, side) {
  const { model, options } = realiseFinder(finder, side);
  model._injectScope(options);
  model._conformIncludes(options, model);
  model._expandAttributes(options);
  model._expandIncludeAll(options);
  if (options.include) model._validateIncludedElements(options, {});
  if (!options.attributes) options.attributes = Object.keys(model.rawAttributes);
  side.Sequelize.Utils.mapFinderOptions(options, model);
  model._paranoidClause(model, options);
  return model.queryGenerator.selectQuery(model.getTableName(), options, model);
}

async function objectDifference(finder) {
  const pair = sqlitePair();
  try {
    const [expected, got] = await Promise.all(pair.map(side => objectsOf(finder, side)));
    return isKnownOfFinder(expected, got, finder) ? undefined : compared(expected, got);
  } finally {
    await Promise.all(pair.map(({ sequelize }) => sequelize.close()));
  }
}

async function creationDifference(creation) {
  const pair = sqlitePair();
  try {
    // Tables of a random graph may be impossible to create.
    const run = side => runCreation(creation, side).catch(error => ({ error: errorOf(error) }));
    return compared(...(await Promise.all(pair.map(run))));
  } finally {
    await Promise.all(pair.map(({ sequelize }) => sequelize.close()));
  }
}

async function objectsOf(finder, side) {
  try {
    const { model, options } = realiseFinder(finder, side);
    await side.sequelize.sync();
    await createRows(finder, side.sequelize);
    side.log.length = 0;
    const value = await runFinder(finder, model, options);
    return { value, log: side.log };
  } catch (error) {
    return { error: errorOf(error) };
  }
}

/** Where v6 fails by a fault of its own, it is no measure. */
function compared(expected, got) {
  if (expected.error?.name === 'TypeError') return undefined;
  const [left, right] = [shown(expected), shown(got)];
  return left === right ? undefined : `v6:   ${left}\nours: ${right}`;
}

function shown(value) {
  const text = inspect(value, { depth: 12, breakLength: Infinity, maxArrayLength: null, maxStringLength: null });
  return text.replace(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\.\d{3}/g, 'TIME');
}
