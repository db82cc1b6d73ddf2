import { ABSTRACT } from './abstract';
import { asOptions, invalid, validator } from './invalid';
import { valueToSql } from './engine-text';

/** Options of all numbers; which of them a dialect has differs. */
export interface NumberOptions {
  /** digits shown, `INTEGER(4)` */
  length?: number | string;
  zerofill?: boolean;
  unsigned?: boolean;
  /** digits behind the point, `FLOAT(5, 4)` */
  decimals?: number | string;
  precision?: number | string;
  scale?: number | string;
}

/** The class all numbers extend. */
export class NUMBER extends ABSTRACT {
  _length?: number | string;
  _zerofill?: boolean;
  _decimals?: number | string;
  _precision?: number | string;
  _scale?: number | string;
  _unsigned?: boolean;

  constructor(options: number | NumberOptions = {}) {
    super();
    const given: NumberOptions = typeof options === 'number' ? { length: options } : options;
    this.options = given;
    this._length = given.length;
    this._zerofill = given.zerofill;
    this._decimals = given.decimals;
    this._precision = given.precision;
    this._scale = given.scale;
    this._unsigned = given.unsigned;
  }

  validate(value: unknown): boolean {
    if (!validator().isFloat(String(value))) throw invalid(`%j is not a valid ${this.key.toLowerCase()}`, value);
    return true;
  }

  /** Objects (of big number packages) are asked for their text. */
  override _stringify(number: any, _options?: any): any {
    if (number === null || number === undefined) return number;
    if (typeof number === 'number' || typeof number === 'bigint' || typeof number === 'boolean') return number;
    return typeof number.toString === 'function' ? number.toString() : number;
  }

  get UNSIGNED(): this {
    this._unsigned = true;
    this.options.unsigned = true;
    return this;
  }

  get ZEROFILL(): this {
    this._zerofill = true;
    this.options.zerofill = true;
    return this;
  }

  static get UNSIGNED(): NUMBER {
    return new this().UNSIGNED;
  }

  static get ZEROFILL(): NUMBER {
    return new this().ZEROFILL;
  }
}

/** 32 bits. */
export class INTEGER extends NUMBER {
  override validate(value: unknown): boolean {
    if (!validator().isInt(String(value))) throw invalid(`%j is not a valid ${this.key.toLowerCase()}`, value);
    return true;
  }
}

/** 8 bits. */
export class TINYINT extends INTEGER {}

/** 16 bits. */
export class SMALLINT extends INTEGER {}

/** 24 bits. */
export class MEDIUMINT extends INTEGER {}

/** 64 bits; read as a text. */
export class BIGINT extends INTEGER {}

/** Exact numbers; read as texts. */
export class DECIMAL extends NUMBER {
  /** @param precision all digits, @param scale those behind the point; or `{ precision, scale }` */
  constructor(precision?: number | NumberOptions, scale?: number) {
    super(asOptions(precision, { precision: precision as number | undefined, scale }));
  }

  override validate(value: unknown): boolean {
    if (!validator().isDecimal(String(value))) throw invalid('%j is not a valid decimal', value);
    return true;
  }
}

/** What `FLOAT`, `REAL` and `DOUBLE` share: NaN and the infinities are values, written as texts. */
abstract class Floating extends NUMBER {
  constructor(length?: number | NumberOptions, decimals?: number) {
    super(asOptions(length, { length: length as number | undefined, decimals }));
  }

  _value(value: any): any {
    if (isNaN(value)) return 'NaN';
    if (!isFinite(value)) return value < 0 ? '-Infinity' : 'Infinity';
    return value;
  }

  override _stringify(value: any): any {
    return valueToSql(this, value);
  }

  override _bindParam(value: any, options: any): string {
    return options.bindParam(this._value(value));
  }
}

Floating.prototype.escape = false;

/** 4 bytes, or as many as the length needs. */
export class FLOAT extends Floating {
  override validate(value: unknown): boolean {
    if (!validator().isFloat(String(value))) throw invalid('%j is not a valid float', value);
    return true;
  }
}

/** 4 bytes. */
export class REAL extends Floating {}

/** 8 bytes. */
export class DOUBLE extends Floating {}
