'use strict';
// How much a run does. `npm test` runs a part; PARITY=full runs what a release is judged by.

const isFull = process.env.PARITY === 'full';

module.exports = {
  seed: Number(process.env.PARITY_SEED ?? 1),
  /** Generated statements per dialect. */
  statements: Number(process.env.PARITY_STATEMENTS ?? (isFull ? 20000 : 2000)),
  /** Generated programs on SQLite. */
  programs: Number(process.env.PARITY_PROGRAMS ?? (isFull ? 5000 : 300)),
  /** Whether rows of random finders are related at random, or always in the same way. */
  hasRandomRows: process.env.PARITY_ROWS === 'random' || isFull,
  /** How many differences are shown in full. */
  shown: 5
};
