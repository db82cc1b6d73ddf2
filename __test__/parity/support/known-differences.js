'use strict';
// Differences that are meant; each is a row of docs/differences.md. A case counts as one only if it looks exactly so.

// What v6 says of a statement with several faults depends on which it meets first.
const FAULTS = /^(Invalid value …|Cannot pass SequelizeMethod as a bind parameter)/;

const KNOWN = [
  {
    name: 'of several faults another one is named',
    applies: (expected, got) => FAULTS.test(expected.error?.message) && FAULTS.test(got.error?.message)
  },
  {
    // The order within one row is compared by the hook tests.
    name: 'hooks of statements that run side by side take turns in another way',
    applies: (expected, got, step) => runsSideBySide(step) && equalBut('hooks', expected, got, sameHooks)
  },
  {
    name: 'a dollar sign inside of a value is no parameter',
    applies: expected => /^Named bind parameter "\$/.test(expected.error?.message)
  },
  {
    name: 'a statement outside of a transaction in memory is logged as such',
    applies: (expected, got) => equalBut('log', expected, got, sameLog)
  }
];

const runsSideBySide = step =>
  step.step === 'findAndCountAll' || JSON.stringify(step.options ?? {}).includes('"individualHooks",true');

function equalBut(part, expected, got, same) {
  const without = outcome => JSON.stringify({ ...outcome, [part]: undefined });
  return without(expected) === without(got) && same(expected[part] ?? [], got[part] ?? [], expected);
}

/** The same calls; after a failure, rows that were on their way may have got further. */
function sameHooks(expected, got, { error }) {
  const rest = [...got];
  for (const hook of expected) {
    const index = rest.indexOf(hook);
    if (index === -1) return false;
    rest.splice(index, 1);
  }
  return error !== undefined || rest.length === 0;
}

function sameLog(expected, got) {
  const plain = log => log.map(text => text.replace(/^Executing \((default|ID)\)/, 'Executing')).join('\n');
  return plain(expected) === plain(got);
}

/** Whether the two outcomes differ in a way that is documented. */
function isKnownDifference(expected, got, statement, dialect) {
  return KNOWN.some(({ applies }) => applies(expected, got, statement, dialect));
}

// v6 makes an association for the join model, under a name that may be taken. The order is a good one.
const TAKEN = /^You have used the alias \w+ in two separate associations\./;

/** As `isKnownDifference`, of a finder with includes. */
function isKnownOfFinder(expected, got, { order = [] }) {
  const namesModels = order.some(({ steps }) => steps.some(({ form }) => form === 'model'));
  return namesModels && TAKEN.test(expected.error?.message) && got.error?.name !== 'SequelizeAssociationError';
}

module.exports = { isKnownDifference, isKnownOfFinder, KNOWN };
