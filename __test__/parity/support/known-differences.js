'use strict';
// Differences that are meant; each is a row of docs/differences.md. A case counts as one only if it looks exactly so.

const KNOWN = [];

/** Whether the two outcomes differ in a way that is documented. */
function isKnownDifference(expected, got, statement, dialect) {
  return KNOWN.some(({ applies }) => applies(expected, got, statement, dialect));
}

module.exports = { isKnownDifference, KNOWN };
