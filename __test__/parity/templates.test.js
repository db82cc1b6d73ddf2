'use strict';
// The same statements with other values, asked for again and again: what the engine keeps of a text must give what it
// writes without that. (That this is what sequelize 6.37.8 writes is compared in `sql.test.js` and `includes.test.js`.)
const { realise } = require('./support/describe');
const { Random } = require('./support/random');
const { randomModel } = require('./support/models');
const { randomStatement, runStatement } = require('./support/statements');
const { randomFinder, realiseFinder, realiseOptions } = require('./support/include-trees');
const { DIALECTS, offlinePair, outcomeOf } = require('./support/packages');
const budget = require('./support/budget');

const TIMES = 5;
const STATEMENTS_PER_MODEL = 10;

beforeAll(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => {});
  jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
});
afterAll(() => jest.restoreAllMocks());

/** The description of a statement with other values of the same kinds; a few become values of another kind. */
function vary(description, random) {
  if (Array.isArray(description)) return description.map(item => vary(item, random));
  if (random.chance(0.03)) return random.pick([0, '', null, false, true, 'odd', -1.5, 7]);
  if (typeof description === 'string') return random.pick([`${description}'`, `${description}\\`, 'x', '5', 'é$1?']);
  if (typeof description === 'number') return random.pick([description + 1, -3, 2.5, 4294967296, 1e21]);
  if (description === null || typeof description !== 'object') return description;
  switch (description.kind) {
    case 'object':
      return { ...description, entries: description.entries.map(([key, value]) => [key, vary(value, random)]) };
    case 'date':
      return { ...description, ms: description.ms + random.int(1e9) };
    case 'bigint':
      return { ...description, digits: `1${description.digits.replace('-', '')}` };
    default:
      return description;
  }
}

const VARIED = new Set(['where', 'limit', 'offset']);

function varyOptions(options, random) {
  const entries = options.entries.map(([name, value]) => {
    if (!VARIED.has(name)) return [name, value];
    return [name, name === 'where' ? vary(value, random) : 1 + random.int(1000)];
  });
  return { ...options, entries };
}

/** Twice ours: one that keeps nothing, one that says how many texts came of what it keeps. */
function pairOf(dialect) {
  const [, plain] = offlinePair(dialect);
  const [, keeping] = offlinePair(dialect);
  plain.sequelize._engine.models.templates = () => undefined;
  const { models } = keeping.sequelize._engine;
  const { templates } = models;
  models.templates = model => {
    const known = templates.call(models, model);
    if (!known) return known;
    return {
      text(...args) {
        const text = known.text(...args);
        if (text !== undefined) used++;
        return text;
      }
    };
  };
  return [plain, keeping];
}

let used = 0;
beforeEach(() => (used = 0));
// Otherwise nothing would have been compared.
afterEach(() => expect(used).toBeGreaterThan(budget.statements / 20));

describe.each(DIALECTS)('%s', dialect => {
  const seed = budget.seed * 7919 + DIALECTS.indexOf(dialect);

  it(`writes a SELECT with other values, ${budget.statements} times`, () => {
    const pair = pairOf(dialect);
    const random = new Random(seed);
    for (let done = 0; done < budget.statements;) {
      const model = randomModel(random, dialect, `Model${random.int(1000)}`);
      const classes = pair.map(({ Sequelize, sequelize }) =>
        sequelize.define(model.name, realise(model.attributes, Sequelize), realise(model.options, Sequelize))
      );
      for (let index = 0; index < STATEMENTS_PER_MODEL; index++) {
        const statement = randomStatement(random, model, dialect);
        if (statement.call !== 'select') continue;
        for (let time = 0; time < TIMES; time++, done++) {
          const varied = { ...statement, options: varyOptions(statement.options, random) };
          const [expected, got] = pair.map((side, at) =>
            outcomeOf(() => runStatement(varied, model, classes[at], side))
          );
          expect({ varied, got }).toEqual({ varied, got: expected });
        }
      }
    }
  });

  it(`writes a finder with other values, ${budget.statements} times`, () => {
    const random = new Random(seed);
    for (let done = 0; done < budget.statements; done += TIMES) {
      const pair = pairOf(dialect);
      const finder = randomFinder(random);
      pair.forEach(side => outcomeOf(() => realiseFinder(finder, side)));
      for (let time = 0; time < TIMES; time++) {
        const varied = varyFinder(finder, random);
        const [expected, got] = pair.map(side => outcomeOf(() => textOf(varied, side)));
        expect({ varied, got }).toEqual({ varied, got: expected });
      }
    }
  });
});

function varyFinder(finder, random) {
  const include = finder.include.map(one => varyInclude(one, random));
  return { ...finder, include, options: varyOptions(finder.options, random) };
}

function varyInclude(include, random) {
  if (include.all) return include;
  const nested = include.include.map(one => varyInclude(one, random));
  return { ...include, options: varyOptions(include.options, random), include: nested };
}

/** What `findAll` would send. */
function textOf(finder, side) {
  const { model, options } = realiseOptions(finder, side);
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
