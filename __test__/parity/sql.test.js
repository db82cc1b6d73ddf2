'use strict';
// SQL text of five dialects against sequelize 6.37.8: random models, random statements, equal text (and binds, and
// errors). No server is needed: v6's generator runs without a connection.
const { realise } = require('./support/describe');
const { Random } = require('./support/random');
const { randomModel } = require('./support/models');
const { randomStatement, runStatement } = require('./support/statements');
const { DIALECTS, offlinePair, outcomeOf } = require('./support/packages');
const { isKnownDifference } = require('./support/known-differences');
const { shrink } = require('./support/shrink');
const budget = require('./support/budget');

const STATEMENTS_PER_MODEL = 25;

// Both packages warn about types a dialect lacks, and moment about odd dates; that is compared elsewhere.
beforeAll(() => jest.spyOn(console, 'warn').mockImplementation(() => {}));
afterAll(() => jest.restoreAllMocks());

describe.each(DIALECTS)('%s', dialect => {
  it(`writes the text that v6 writes, ${budget.statements} times`, async () => {
    const pair = offlinePair(dialect);
    const random = new Random(budget.seed * 7919 + DIALECTS.indexOf(dialect));
    const differences = [];
    for (let done = 0; done < budget.statements && differences.length < budget.shown;) {
      const model = randomModel(random, dialect, `Model${random.int(1000)}`);
      const classes = define(pair, model);
      for (let index = 0; index < STATEMENTS_PER_MODEL && done < budget.statements; index++, done++) {
        const statement = randomStatement(random, model, dialect);
        if (!differs(pair, model, classes, statement)) continue;
        const smallest = await shrink(statement, async variant => differs(pair, model, classes, variant));
        differences.push(report(pair, model, classes, smallest));
        break;
      }
    }
    expect(differences.join('\n\n')).toBe('');
  });
});

function define(pair, model) {
  return pair.map(({ Sequelize, sequelize }) =>
    sequelize.define(model.name, realise(model.attributes, Sequelize), realise(model.options, Sequelize))
  );
}

function outcomes(pair, model, classes, statement) {
  return pair.map((side, index) => outcomeOf(() => runStatement(statement, model, classes[index], side)));
}

function differs(pair, model, classes, statement) {
  const [expected, got] = outcomes(pair, model, classes, statement);
  if (printable(expected) === printable(got)) return false;
  return !isKnownDifference(expected, got, statement, pair[0].sequelize.getDialect());
}

/** Functions (v6's `bindParam`) and undefined do not count; bytes and bigints do. */
function printable(outcome) {
  return JSON.stringify(outcome, (key, value) => {
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
    return value;
  });
}

function report(pair, model, classes, statement) {
  const [expected, got] = outcomes(pair, model, classes, statement);
  return [
    `statement: ${JSON.stringify(statement)}`,
    `model:     ${JSON.stringify({ attributes: model.attributes, options: model.options })}`,
    `v6:        ${printable(expected)}`,
    `ours:      ${printable(got)}`
  ].join('\n');
}
