import _ from '../packages/lodash';

/**
 * Whether a value is an object literal, in this realm (fast) or another one (jest runs tests in a realm of its own).
 * Keeps lodash's `isPlainObject`.
 */
export function isPlainObject(value: unknown): value is Record<PropertyKey, any> {
  if (typeof value !== 'object' || value === null) return false;
  if (Object.getPrototypeOf(value) === Object.prototype && !(Symbol.toStringTag in value)) {
    return Object.prototype.toString.call(value) === '[object Object]';
  }
  return _.isPlainObject(value);
}

/** Whether a value is a text, a number or a boolean. */
export function isPrimitive(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
