import _ from '../packages/lodash';
import { isPlainObject } from './plain';
import { getComplexKeys } from './operator-keys';

const hasOwn = Object.prototype.hasOwnProperty;

/**
 * Merges objects into a new one; later ones win. Plain objects are merged deeply, lists joined (the later one first),
 * everything else is taken as it is: options hold models and driver objects, which must not be cloned.
 *
 * An own key `__proto__` (from `JSON.parse`) is left out: assigning it would swap the prototype.
 */
export function merge(...sources: any[]): any {
  const result: Record<string, any> = {};
  for (const source of sources) {
    if (source === null || source === undefined) continue;
    for (const key of Object.keys(source)) {
      const value = source[key];
      if (value === undefined || key === '__proto__') continue;
      result[key] = result[key] ? join(result[key], value) : value;
    }
  }
  return result;
}

function join(before: any, value: any): any {
  if (isPlainObject(value) && isPlainObject(before)) return merge(before, value);
  if (Array.isArray(value) && Array.isArray(before)) return value.concat(before);
  return value;
}

/** Adds to `target` what it does not have yet, deeply in plain objects. Changes and returns `target`. */
export function mergeDefaults<T>(target: T, source: any): T {
  return _.mergeWith(target, source, (present: unknown, added: unknown) => {
    if (isPlainObject(present) || present === undefined) return undefined; // lodash merges, then asks for each key
    // v6: a native function counts as not given, `{ toString: … }` can be a default
    if (typeof present === 'function' && isNative(present)) return added || present;
    return present;
  });
}

function isNative(value: Function): boolean {
  return /\{\s*\[native code\]\s*\}\s*$/.test(Function.prototype.toString.call(value));
}

/**
 * Adds to `target` own keys of the sources that it does not have yet, operator symbols too; not deeply. What is only
 * inherited from `Object.prototype` counts as missing. Changes and returns `target`.
 */
export function defaults(target: any, ...sources: any[]): any {
  const object = Object(target);
  for (const source of sources) {
    if (!source) continue;
    const from = Object(source);
    for (const key of getComplexKeys(from)) {
      if (key === '__proto__') continue;
      const present = object[key];
      const inherited = !hasOwn.call(object, key) && present === (Object.prototype as any)[key];
      if (present === undefined || inherited) object[key] = from[key];
    }
  }
  return object;
}
