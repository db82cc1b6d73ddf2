'use strict';
// What an include gives by a statement of its own, against what the join of sequelize 6.37.8 gives: the same objects, and
// where an order is asked for the same order.
const { Random } = require('./support/random');
const { randomFinder, realiseFinder, runFinder } = require('./support/include-trees');
const { createRows } = require('./support/related-rows');
const { errorOf, sqlitePair } = require('./support/packages');
const { shrink } = require('./support/shrink');
const { repeatsParents, withoutOrder } = require('./support/loose-order');
const budget = require('./support/budget');

const FILTERS = new Set(['where', 'required', 'right', 'or', 'subQuery', 'duplicating']);

beforeAll(() => jest.spyOn(process, 'emitWarning').mockImplementation(() => {}));
afterAll(() => jest.restoreAllMocks());

describe.each([
  ['select', 1 / 5],
  ['auto', 1 / 20]
])("includeStrategy: '%s'", (strategy, share) => {
  it(`gives the objects v6 gives by joins, for ${budget.programs} finders`, async () => {
    const random = new Random(budget.seed * 6700417 + strategy.length);
    const seen = { separate: 0 };
    const differences = [];
    for (let done = 0; done < budget.programs && differences.length < budget.shown; done++) {
      const finder = strategyFinder(random);
      const difference = await differenceOf(finder, strategy, seen);
      if (!difference) continue;
      const smallest = await shrink(finder, async one => Boolean(await differenceOf(one, strategy, {})), 150);
      differences.push(`${JSON.stringify(smallest)}\n${(await differenceOf(smallest, strategy, {})) ?? difference}`);
    }
    expect(differences.join('\n\n')).toBe('');
    // Otherwise nothing was compared.
    expect(seen.separate).toBeGreaterThan(budget.programs * share);
  }, 1_200_000);
});

/** Many includes; without `separate`, which gives other objects in v6, too, and with few that only filter. */
function strategyFinder(random) {
  const options = { isRunnable: true, associations: 14 };
  const [finder, other] = [randomFinder(random, options), randomFinder(random, options)];
  // A model that links others loses its key, of which v6 keeps traces.
  finder.associations = finder.associations.filter(({ options: given }) => !JSON.stringify(given).includes('"named"'));
  finder.include.push(...other.include);
  // v6 shows keys after a reload that the first statement only read for itself. Raw rows and counts are always joined.
  if (!finder.method.startsWith('find')) finder.method = 'findAll';
  finder.isRaw = false;
  // Several rows of a relation to one make several parents.
  for (const association of finder.associations) if (association.method === 'hasOne') association.method = 'hasMany';
  const clean = includes => {
    for (const { options: given, include } of includes) {
      if (given)
        given.entries = given.entries.filter(
          ([name]) => name !== 'separate' && (!FILTERS.has(name) || random.chance(0.3))
        );
      if (include) clean(include);
    }
  };
  clean(finder.include);
  return finder;
}

async function differenceOf(finder, strategy, seen) {
  const [theirs, ours] = sqlitePair();
  const other = sqlitePair({ includeStrategy: strategy })[1];
  await ours.sequelize.close();
  const sides = [theirs, other];
  try {
    const [expected, got] = [await objectsOf(finder, theirs), await objectsOf(finder, other)];
    if (expected.error || expected.isRepeating) return undefined;
    if (got.statements > expected.statements) seen.separate = (seen.separate ?? 0) + 1;
    const [left, right] = [expected, got].map(one => JSON.stringify(one.error ?? withoutOrder(one.value, finder)));
    return left === right ? undefined : `v6:   ${left}\nours: ${right}\n${(got.log ?? []).join('\n')}`;
  } finally {
    await Promise.all(sides.map(({ sequelize }) => sequelize.close()));
  }
}

/** v6 looks for what is included below an association of a model with itself at another place. */
function nestsBelowSelf(includes, model) {
  return [includes ?? []].flat().some(include => {
    const named = include.association ?? include;
    const association =
      typeof named === 'string'
        ? model.associations[named]
        : include.model
          ? model.getAssociationForAlias(include.model, include.as)
          : named;
    if (!association?.target || !include.include) return false;
    return association.isSelfAssociation || nestsBelowSelf(include.include, association.target);
  });
}

async function objectsOf(finder, side) {
  try {
    const { model, options } = realiseFinder(finder, side);
    await side.sequelize.sync();
    await createRows(finder, side.sequelize);
    side.log.length = 0;
    const isRepeating = nestsBelowSelf(options.include, model) || (await repeatsParents(side.sequelize));
    side.log.length = 0;
    const value = await runFinder(finder, model, options);
    return { value, isRepeating, statements: side.log.length, log: side.log };
  } catch (error) {
    return { error: errorOf(error) };
  }
}
