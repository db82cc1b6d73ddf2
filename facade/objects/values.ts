import _ from '../packages/lodash';
import { isPlainObject } from './plain';

/** `{ a: { b: 1 } }` as `{ 'a.b': 1 }`. Anything but a plain object comes back as it is. */
export function flattenObjectDeep(value: any): any {
  if (!isPlainObject(value)) return value;
  const flat: Record<string, unknown> = Object.create(Object.prototype);
  const visit = (object: any, path: string | undefined): void => {
    for (const key of Object.keys(object)) {
      const name = path ? `${path}.${key}` : key;
      if (typeof object[key] === 'object' && object[key] !== null) visit(object[key], name);
      else
        Object.defineProperty(flat, name, {
          value: _.get(object, key),
          enumerable: true,
          configurable: true,
          writable: true
        });
    }
  };
  visit(value, undefined);
  return flat;
}

/**
 * Leaves out keys without a value, if `omitNull`; those in `options.allowNull` and all that end in `Id` stay.
 */
export function removeNullValuesFromHash(hash: any, omitNull?: boolean, options?: { allowNull?: string[] }): any {
  const allowed = options?.allowNull || [];
  if (!omitNull) return hash;
  const kept: Record<string, unknown> = {};
  // for-in: v6 keeps inherited values too
  for (const key in hash) {
    const value = hash[key];
    if (allowed.includes(key) || key.endsWith('Id') || (value !== null && value !== undefined)) kept[key] = value;
  }
  return kept;
}

/** Whether two lists share an element. */
export function intersects(a: unknown[], b: unknown[]): boolean {
  return a.some(item => b.includes(item));
}

/** JSON text in which big integers are texts. */
export function safeStringifyJson(value: unknown): string {
  return JSON.stringify(value, (_key, item) => (typeof item === 'bigint' ? String(item) : item));
}

/** Replaces `count` characters at `index` by `add`. */
export function spliceStr(text: string, index: number, count: number, add: string): string {
  return text.slice(0, index) + add + text.slice(index + count);
}
