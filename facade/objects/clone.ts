import { isPlainObject } from './plain';

/**
 * Copies lists and plain objects deeply (operator keys and cycles included) and keeps everything else as it is: models,
 * instances, dates. A function with a `clone` method is cloned by it, unless `onlyPlain`.
 */
export function cloneDeep<T>(value: T, onlyPlain?: boolean): T {
  return copy(value || {}, !!onlyPlain, new Map()) as T;
}

function copy(value: any, onlyPlain: boolean, seen: Map<object, object>): any {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'function' && !onlyPlain && typeof value.clone === 'function' ? value.clone() : value;
  }
  const isList = Array.isArray(value);
  if (!isList && !isPlainObject(value)) return value;
  const known = seen.get(value);
  if (known) return known;
  if (isList) return copyList(value, onlyPlain, seen);

  const result: Record<PropertyKey, any> = {};
  seen.set(value, result);
  for (const key of Object.keys(value)) put(result, key, copy(value[key], onlyPlain, seen));
  for (const key of Object.getOwnPropertySymbols(value)) {
    if (Object.prototype.propertyIsEnumerable.call(value, key)) result[key] = copy(value[key], onlyPlain, seen);
  }
  return result;
}

function copyList(list: any[], onlyPlain: boolean, seen: Map<object, object>): any[] {
  const result: any[] = new Array(list.length);
  seen.set(list, result);
  for (let i = 0; i < list.length; i++) result[i] = copy(list[i], onlyPlain, seen);
  return result;
}

/** Assigning `__proto__` would swap the prototype; as data it is a property like any other. */
function put(target: object, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    (target as any)[key] = value;
  }
}
