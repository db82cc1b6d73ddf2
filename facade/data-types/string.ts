import { ABSTRACT } from './abstract';
import { asOptions, invalid } from './invalid';

/** Text of limited length. */
export class STRING extends ABSTRACT {
  _binary?: boolean;
  _length: number;

  /** @param length in characters, 255 if not given; or `{ length, binary }` */
  constructor(length?: number | { length?: number; binary?: boolean }, binary?: boolean) {
    super();
    const options = asOptions(length, { length: length as number | undefined, binary });
    this.options = options;
    this._binary = options.binary;
    this._length = options.length || 255;
  }

  validate(value: unknown): boolean {
    if (Object.prototype.toString.call(value) === '[object String]') return true;
    // v6: numbers are taken too
    if ((this.options.binary && Buffer.isBuffer(value)) || typeof value === 'number') return true;
    throw invalid('%j is not a valid string', value);
  }

  get BINARY(): this {
    this._binary = true;
    this.options.binary = true;
    return this;
  }

  static get BINARY(): STRING {
    return new this().BINARY;
  }
}

/** Text of fixed length. */
export class CHAR extends STRING {
  constructor(length?: number | { length?: number; binary?: boolean }, binary?: boolean) {
    super(asOptions(length, { length: length as number | undefined, binary }));
  }
}

/** What the types have in common that take text and nothing else. */
function requireText(value: unknown): boolean {
  if (typeof value !== 'string') throw invalid('%j is not a valid string', value);
  return true;
}

/** Text of any length. */
export class TEXT extends ABSTRACT {
  _length: string;

  /** @param length `tiny`, `medium` or `long`, for MySQL and MariaDB */
  constructor(length?: string | { length?: string }) {
    super();
    const options = asOptions(length, { length: length as string | undefined });
    this.options = options;
    this._length = options.length || '';
  }

  validate(value: unknown): boolean {
    return requireText(value);
  }
}

/** Text that is compared without case (PostgreSQL, SQLite). */
export class CITEXT extends ABSTRACT {
  validate(value: unknown): boolean {
    return requireText(value);
  }
}

/** Words for a full text search (PostgreSQL). */
export class TSVECTOR extends ABSTRACT {
  validate(value: unknown): boolean {
    return requireText(value);
  }
}
