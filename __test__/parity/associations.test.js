'use strict';
// Associations against sequelize 6.37.8: what random definitions come to, and what the methods they add do.
const { Random } = require('./support/random');
const { randomGraph, defineGraph, modelFacts } = require('./support/association-graphs');
const { DIALECTS, offlinePair } = require('./support/packages');
const { shrink } = require('./support/shrink');
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
  for (let index = 0; index < expected.length; index++) {
    const [left, right] = [JSON.stringify(expected[index]), JSON.stringify(got[index])];
    if (left !== right) return `v6:   ${left}\nours: ${right}`;
  }
  return undefined;
}
