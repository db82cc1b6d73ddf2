import _ from '../../packages/lodash';

/** lodash's `isEqual`; values that are not objects are told apart without it. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return left !== left && right !== right;
  }
  return _.isEqual(left, right);
}
