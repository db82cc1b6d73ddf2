import { ABSTRACT } from './abstract';
import { valueToSql } from './engine-text';
import { asOptions, invalid } from './invalid';

/** Bytes. */
export class BLOB extends ABSTRACT {
  _length: string;

  /** @param length `tiny`, `medium` or `long`, for MySQL and MariaDB */
  constructor(length?: string | { length?: string }) {
    super();
    const options = asOptions(length, { length: length as string | undefined });
    this.options = options;
    this._length = options.length || '';
  }

  validate(value: unknown): boolean {
    if (typeof value !== 'string' && !Buffer.isBuffer(value)) throw invalid('%j is not a valid blob', value);
    return true;
  }

  override _stringify(value: any): any {
    return valueToSql(this, toBytes(value));
  }

  /** The literal of bytes given as hexadecimal digits. */
  _hexify(hex: string): string {
    return valueToSql(this, Buffer.from(hex, 'hex'));
  }

  override _bindParam(value: any, options: any): string {
    return options.bindParam(toBytes(value));
  }
}

BLOB.prototype.escape = false;

/** Lists are bytes; everything else but a buffer gives the bytes of its text. */
export function toBytes(value: any): Buffer {
  if (Buffer.isBuffer(value)) return value;
  return Array.isArray(value) ? Buffer.from(value) : Buffer.from(value.toString());
}
