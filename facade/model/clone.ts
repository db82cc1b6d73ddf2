/**
 * Copies of option objects. The contract is `Utils.cloneDeep`'s (plain objects and arrays are copied, everything else
 * is shared, `fn`-like functions with `clone` are asked), without the map of seen objects: options are small and rarely nested, and every operation copies them.
 */
import { cloneDeep } from '../utils';
import { isPlainObject } from '../objects/plain';

/** Deeper than any hand-written option object: a cycle, which `Utils.cloneDeep` can follow. */
const MAX_DEPTH = 24;

class TooDeep extends Error {}
const tooDeep = new TooDeep();

/** A copy of `options`; an empty object for a missing one. */
export function cloneOptions(options: any): any {
  if (!options) return {};
  try {
    return cloneValue(options, 0);
  } catch (error) {
    if (error === tooDeep) return cloneDeep(options);
    throw error;
  }
}

let handedOver: object | undefined;

/**
 * Says that `options` were made here and are about to be given to a public method of ours: it need not copy them again.
 * Whoever replaced that method gets an object of its own all the same.
 */
export function handOver(options: object): any {
  handedOver = options;
  return options;
}

/** {@link cloneOptions}, except for options that were just handed over. */
export function takeOptions(options: any): any {
  if (options === undefined || options !== handedOver) return cloneOptions(options);
  handedOver = undefined;
  return options;
}

function cloneValue(value: any, depth: number): any {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'function' && typeof value.clone === 'function' ? value.clone() : value;
  }
  if (depth > MAX_DEPTH) throw tooDeep;
  if (Array.isArray(value)) {
    const copy = new Array(value.length);
    for (let i = 0; i < value.length; i++) copy[i] = cloneValue(value[i], depth + 1);
    return copy;
  }
  if (!isPlainObject(value)) return value;
  const copy: any = {};
  for (const key of Object.keys(value)) put(copy, key, cloneValue(value[key], depth + 1));
  const symbols = Object.getOwnPropertySymbols(value);
  for (const symbol of symbols) {
    if (Object.prototype.propertyIsEnumerable.call(value, symbol)) copy[symbol] = cloneValue(value[symbol], depth + 1);
  }
  return copy;
}

/** Sets a key; `__proto__` is a key like others (from JSON.parse, or a column's name). */
export function put(target: any, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[key] = value;
  }
}
