'use strict';
// v6 is not the same twice where its statements run side by side; a difference counts if it is there every time.

const TIMES = 4;

/** What `differenceOf` says of a case, if it says something every time. */
async function steadyDifference(differenceOf, subject) {
  let seen;
  for (let time = 0; time < TIMES; time++) {
    seen = await differenceOf(subject);
    if (!seen) return undefined;
  }
  return seen;
}

module.exports = { steadyDifference };
