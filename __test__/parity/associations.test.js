'use strict';
// Associations against sequelize 6.37.8: what random definitions come to, and what the methods they add do.
const { Random } = require('./support/random');
const { randomGraph, defineGraph, modelFacts } = require('./support/association-graphs');
const { randomAssociationProgram, runAssociationProgram } = require('./support/association-programs');
const { DIALECTS, offlinePair, sqlitePair } = require('./support/packages');
const { shrink } = require('./support/shrink');
const { steadyDifference } = require('./support/steady');
const budget = require('./support/budget');

// Keys without a name are warned of; that is ours only.
beforeAll(() => jest.spyOn(process, 'emitWarning').mockImplementation(() => {}));
afterAll(() => jest.restoreAllMocks());

const GRAPHS = Math.ceil(budget.statements / 8);

describe.each(DIALECTS)('%s', dialect => {
  it(`defines what v6 defines in ${GRAPHS} graphs of models`, async () => {
    const random = new Random(budget.seed * 15487 + DIALECTS.indexOf(dialect));
    const differences = [];
    for (let done = 0; done < GRAPHS && differences.length < budget.shown; done++) {
      const graph = randomGraph(random);
      if (!difference(graph, dialect)) continue;
      const smallest = await shrink(graph, variant => Boolean(difference(variant, dialect)), 100);
      differences.push(`${JSON.stringify(smallest)}\n${difference(smallest, dialect)}`);
    }
    expect(differences.join('\n\n')).toBe('');
  });
});

it(`adds methods that do what v6's do in ${budget.programs} programs`, async () => {
  const random = new Random(budget.seed * 32452843);
  const differences = [];
  for (let done = 0; done < budget.programs && differences.length < budget.shown; done++) {
    const program = randomAssociationProgram(random);
    if (!(await steadyDifference(programDifference, program))) continue;
    const smallest = await shrink(
      program,
      async variant => Boolean(await programDifference(variant).catch(() => undefined)),
      80
    );
    differences.push(`${JSON.stringify(smallest)}\n${await programDifference(smallest)}`);
  }
  expect(differences.join('\n\n')).toBe('');
}, 1_200_000);

async function programDifference(program) {
  const pair = sqlitePair();
  try {
    const [expected, got] = await Promise.all(pair.map(side => runAssociationProgram(program, side)));
    // Where v6 fails by a fault of its own, the rest of the program is no measure.
    const fault = expected.findIndex(outcome => outcome?.error?.name === 'TypeError');
    return firstDifference(fault < 0 ? expected : expected.slice(0, fault), got);
  } finally {
    await Promise.all(pair.map(({ sequelize }) => sequelize.close()));
  }
}

/** The first thing that differs, as text; nothing if all is equal. */
function difference(graph, dialect) {
  const pair = offlinePair(dialect);
  const [expected, got] = pair.map(side => {
    const outcomes = defineGraph(graph, side);
    const models = side.sequelize.modelManager.models;
    const order = side.sequelize.modelManager.getModelsTopoSortedByForeignKey();
    const facts = models.map(model => ({ name: model.name, ...modelFacts(model, side.sequelize) }));
    return [...outcomes, ...facts, order && order.map(model => model.name)];
  });
  return firstDifference(expected, got);
}

function firstDifference(expected, got) {
  for (let index = 0; index < expected.length; index++) {
    const [left, right] = [timeless(expected[index]), timeless(got[index])];
    if (left !== right) return `v6:   ${left}\nours: ${right}`;
  }
  return undefined;
}

/** As text, in which the clock is no part. */
function timeless(outcome) {
  return JSON.stringify(outcome)?.replace(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\.\d{3}/g, 'TIME');
}
