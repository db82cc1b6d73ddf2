'use strict';
// Whole programs on embedded SQLite against sequelize 6.37.8: equal results, errors, hook calls and logs.
const { Random } = require('./support/random');
const { randomProgram, runProgram } = require('./support/programs');
const { sqlitePair } = require('./support/packages');
const { isKnownDifference } = require('./support/known-differences');
const { shrink } = require('./support/shrink');
const { steadyDifference } = require('./support/steady');
const budget = require('./support/budget');

// Both packages warn about types a dialect lacks, and moment about odd dates; that is compared elsewhere.
beforeAll(() => jest.spyOn(console, 'warn').mockImplementation(() => {}));
afterAll(() => jest.restoreAllMocks());

it(`behaves as v6 does in ${budget.programs} programs`, async () => {
  const random = new Random(budget.seed * 104729);
  const differences = [];
  for (let done = 0; done < budget.programs && differences.length < budget.shown; done++) {
    const program = randomProgram(random);
    const seen = await steadyDifference(difference, program);
    if (!seen) continue;
    const smallest = await shrink(program, async variant => Boolean(await difference(variant)), 60);
    differences.push(`${JSON.stringify(smallest)}\n${(await difference(smallest)) ?? `only once: ${seen}`}`);
  }
  expect(differences.join('\n\n')).toBe('');
}, 1_200_000);

/** The first step that differs, as text; nothing if all are equal. */
async function difference(program) {
  const pair = sqlitePair();
  try {
    const [expected, got] = await Promise.all(pair.map(side => runProgram(program, side)));
    for (let index = 0; index < expected.length; index++) {
      const [left, right] = [JSON.stringify(expected[index]), JSON.stringify(got[index])];
      if (left === right) continue;
      if (isKnownDifference(expected[index], got[index], program.steps[index - 1], 'sqlite')) continue;
      return `v6:   ${left}\nours: ${right}`;
    }
    return undefined;
  } finally {
    await Promise.all(pair.map(({ sequelize }) => sequelize.close()));
  }
}
