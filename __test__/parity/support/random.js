'use strict';
// A small seeded generator: the same seed gives the same cases on every machine.

class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  /** mulberry32: a number in [0, 1). */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from 0 to `below` - 1. */
  int(below) {
    return Math.floor(this.next() * below);
  }

  chance(probability) {
    return this.next() < probability;
  }

  pick(items) {
    return items[this.int(items.length)];
  }

  /** Up to `most` things made by `make`, at least `least`. */
  list(least, most, make) {
    return Array.from({ length: least + this.int(most - least + 1) }, (_, index) => make(index));
  }

  /** Some of the items, in their order. */
  some(items, probability = 0.5) {
    return items.filter(() => this.chance(probability));
  }

  shuffled(items) {
    const copy = [...items];
    for (let index = copy.length - 1; index > 0; index--) {
      const other = this.int(index + 1);
      [copy[index], copy[other]] = [copy[other], copy[index]];
    }
    return copy;
  }
}

module.exports = { Random };
