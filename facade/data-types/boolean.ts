import { ABSTRACT } from './abstract';
import { invalid, validator } from './invalid';

/** True or false; a small integer where the database has no such type. */
export class BOOLEAN extends ABSTRACT {
  validate(value: unknown): boolean {
    if (!validator().isBoolean(String(value))) throw invalid('%j is not a valid boolean', value);
    return true;
  }

  /** `'true'`, `'false'`, 1, 0 and a bit (a buffer of one byte) become booleans; everything else stays. */
  _sanitize(value: any): any {
    return toBoolean(value, 'true', 'false');
  }

  static override parse = BOOLEAN.prototype._sanitize;
}

/** @param words the texts for true and for false, each one word or a list */
export function toBoolean(value: any, yes: string | string[], no: string | string[]): any {
  const plain = Buffer.isBuffer(value) && value.length === 1 ? value[0] : value;
  if (typeof plain === 'string') {
    if (([] as string[]).concat(yes).includes(plain)) return true;
    return ([] as string[]).concat(no).includes(plain) ? false : plain;
  }
  if (typeof plain === 'number') return plain === 1 ? true : plain === 0 ? false : plain;
  return plain;
}
