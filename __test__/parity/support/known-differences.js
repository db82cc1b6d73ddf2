'use strict';
// Differences that are meant; each is a row of docs/differences.md. A case counts as one only if it looks exactly so.

// What v6 says of a statement with several faults depends on which it meets first.
const FAULTS = /^(Invalid value …|Cannot pass SequelizeMethod as a bind parameter)/;

const KNOWN = [
  {
    name: 'of several faults another one is named',
    applies: (expected, got) => FAULTS.test(expected.error?.message) && FAULTS.test(got.error?.message)
  }
];

/** Whether the two outcomes differ in a way that is documented. */
function isKnownDifference(expected, got, statement, dialect) {
  return KNOWN.some(({ applies }) => applies(expected, got, statement, dialect));
}

module.exports = { isKnownDifference, KNOWN };
