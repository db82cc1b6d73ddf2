/**
 * JavaScript values as tagged bytes and back: what requests and the compiler's answers are made of.
 * Rows of results do not pass here (see `rows.ts`).
 */
import { inspect } from 'node:util';

import { dialectOf, isDefinedAsNative, isNative } from '../data-types/native';
import { Cast, Col, Fn, Json, Literal, SequelizeMethod, Where } from '../expressions';
import { OPERATOR_NAMES } from '../generated/operators';
import { RowTable } from '../lowering/row-table';
import { Op } from '../operators';
import { Marked } from './pattern';
import { rowWriter } from './table-writer';
import { Tag } from './tags';

/** Knows the numbers of models; see `models.ts`. */
export interface ModelNumbers {
  /** The number of a model class, or of the model that owns this `rawAttributes` object; 0 if it has none. */
  modelNumber(model: object): number;
  attributesNumber(attributes: object): number;
  /** What an unregistered, model-like object says of itself. */
  describe(model: object): Record<string, unknown>;
}

const NESTING_LIMIT = 500;

const operatorList: symbol[] = OPERATOR_NAMES.map(name => (Op as unknown as Record<string, symbol>)[name]);
const operators = new Map<symbol, number>(operatorList.map((op, index) => [op, index]));

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8');

/** Writes values into one buffer that is used again and again and grows when needed. */
export class ValueWriter {
  bytes: Uint8Array;
  length = 0;
  private view: DataView;
  private depth = 0;
  private writesStored = false;

  constructor(
    private readonly models: ModelNumbers,
    initialSize = 16 * 1024
  ) {
    this.bytes = new Uint8Array(initialSize);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Forgets what was written; the next value starts at 0. */
  reset(): void {
    this.length = 0;
    this.depth = 0;
  }

  private ensure(extra: number): void {
    const needed = this.length + extra;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }

  byte(value: number): void {
    this.ensure(1);
    this.bytes[this.length++] = value;
  }

  uint32(value: number): void {
    this.ensure(4);
    this.view.setUint32(this.length, value, true);
    this.length += 4;
  }

  private float64(value: number): void {
    this.ensure(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  number(value: number): void {
    this.ensure(9);
    if ((value | 0) === value && !Object.is(value, -0)) {
      this.bytes[this.length] = Tag.int;
      this.view.setInt32(this.length + 1, value, true);
      this.length += 5;
    } else {
      this.bytes[this.length] = Tag.number;
      this.view.setFloat64(this.length + 1, value, true);
      this.length += 9;
    }
  }

  text(value: string): void {
    const size = value.length;
    if (size < 64 && this.shortText(value, size)) return;
    if (!value.isWellFormed()) {
      this.utf16(value);
      return;
    }
    this.ensure(5 + size * 3);
    const { written } = encoder.encodeInto(value, this.bytes.subarray(this.length + 5));
    this.bytes[this.length] = Tag.text;
    this.view.setUint32(this.length + 1, written, true);
    this.length += 5 + written;
  }

  /** Short ASCII by hand: cheaper than a call into the encoder. */
  private shortText(value: string, size: number): boolean {
    this.ensure(2 + size);
    const { bytes } = this;
    let at = this.length + 2;
    for (let index = 0; index < size; index++) {
      const code = value.charCodeAt(index);
      if (code > 127) return false;
      bytes[at++] = code;
    }
    bytes[this.length] = Tag.shortText;
    bytes[this.length + 1] = size;
    this.length = at;
    return true;
  }

  private utf16(value: string): void {
    this.ensure(5 + value.length * 2);
    this.bytes[this.length] = Tag.utf16;
    this.view.setUint32(this.length + 1, value.length, true);
    let at = this.length + 5;
    for (let index = 0; index < value.length; index++, at += 2) {
      this.view.setUint16(at, value.charCodeAt(index), true);
    }
    this.length = at;
  }

  value(value: unknown): void {
    switch (typeof value) {
      case 'string':
        return this.text(value);
      case 'number':
        return this.number(value);
      case 'boolean':
        return this.byte(value ? Tag.true : Tag.false);
      case 'undefined':
        return this.byte(Tag.undefined);
      case 'bigint':
        this.byte(Tag.bigint);
        return this.text(value.toString());
      case 'symbol':
        return this.symbol(value);
      case 'function':
        return this.callable(value);
      default:
        return value === null ? this.byte(Tag.null) : this.nested(value as object);
    }
  }

  private symbol(value: symbol): void {
    const number = operators.get(value);
    if (number === undefined) return this.opaque('Symbol', String(value));
    this.ensure(2);
    this.bytes[this.length++] = Tag.op;
    this.bytes[this.length++] = number;
  }

  /** Functions that mean something: model classes, and data types given without `new`. */
  private callable(value: Function): void {
    const number = this.models.modelNumber(value);
    if (number > 0) return this.reference(Tag.model, number);
    if (typeof (value as any).key === 'string' && typeof value.prototype?.toSql === 'function') {
      return this.dataType(new (value as any)());
    }
    this.opaque('Function', `[Function: ${value.name || '(anonymous)'}]`);
  }

  reference(tag: number, number: number): void {
    this.byte(tag);
    this.uint32(number);
  }

  private nested(value: object): void {
    if (++this.depth > NESTING_LIMIT) throw new Error('A value is nested too deeply, or contains itself.');
    this.object(value);
    this.depth--;
  }

  private object(value: any): void {
    if (Array.isArray(value)) return this.array(value);
    if (value instanceof SequelizeMethod) return this.expression(value);
    const prototype = Object.getPrototypeOf(value);
    if (isPlainPrototype(prototype)) return this.plain(value);
    if (isDate(value)) {
      this.byte(Tag.date);
      return this.float64(value.getTime());
    }
    if (ArrayBuffer.isView(value)) return this.binary(value);
    if (value instanceof Marked) {
      this.reference(Tag.marked, value.number);
      return this.value(value.value);
    }
    if (typeof value.toSql === 'function' && typeof value.key === 'string') return this.dataType(value);
    this.instance(value);
  }

  /**
   * An instance of a class we know nothing of. What it says of itself for JSON serves where that is text (times,
   * decimals, identifiers of other libraries); values to be stored cross as the JSON they would be stored as.
   */
  private instance(value: any): void {
    const json = this.writesStored || typeof value.toJSON === 'function' ? jsonOf(value) : undefined;
    if (json !== undefined && typeof json !== 'string' && this.writesStored) return this.value(json);
    this.opaque(value.constructor?.name ?? 'Object', typeof json === 'string' ? json : textOf(value));
  }

  /** Writes a value that is to be stored in columns: a row, or several. */
  stored(value: unknown): void {
    this.writesStored = true;
    try {
      if (value instanceof RowTable) this.table(value);
      else this.value(value);
    } finally {
      this.writesStored = false;
    }
  }

  private table({ columns, names, records }: RowTable): void {
    this.byte(Tag.table);
    this.uint32(columns.length);
    for (const column of columns) this.text(column);
    this.uint32(records.length);
    const writeRow = rowWriter(names, records.length);
    for (let row = 0; row < records.length; row++) writeRow(this, records[row]);
  }

  array(items: readonly unknown[]): void {
    this.arrayHead(items.length);
    for (let index = 0; index < items.length; index++) this.value(items[index]);
  }

  /** The start of an array; `count` values have to follow. */
  arrayHead(count: number): void {
    this.byte(Tag.array);
    this.uint32(count);
  }

  private plain(value: Record<PropertyKey, unknown>): void {
    const attributes = this.models.attributesNumber(value);
    if (attributes > 0) this.reference(Tag.attributes, attributes);
    else this.properties(value, Object.keys(value));
  }

  /** Some properties of an object; operators always. A property that is undefined is left out. */
  picked(value: Record<string, unknown>, isWanted: (name: string) => boolean): void {
    const attributes = this.models.attributesNumber(value);
    if (attributes > 0) return this.reference(Tag.attributes, attributes);
    this.properties(
      value,
      Object.keys(value).filter(name => isWanted(name) && value[name] !== undefined)
    );
  }

  /** Attribute definitions in full: of those of a registered model the engine keeps only what statements on rows need. */
  definitions(value: Record<string, unknown>): void {
    this.properties(value, Object.keys(value));
  }

  private properties(value: Record<PropertyKey, unknown>, names: readonly string[]): void {
    const symbols = Object.getOwnPropertySymbols(value);
    this.byte(Tag.object);
    const countAt = this.length;
    this.uint32(0);
    let count = names.length;
    for (let index = 0; index < names.length; index++) {
      const name = names[index];
      this.text(name);
      if (name === 'model' && isModelLike(value[name])) this.modelLike(value[name] as object);
      else this.value(value[name]);
    }
    for (const symbol of symbols) {
      if (!operators.has(symbol)) continue;
      this.symbol(symbol);
      this.value(value[symbol]);
      count++;
    }
    this.view.setUint32(countAt, count, true);
  }

  /** A model class, or an object that stands in for one. */
  modelLike(value: unknown): void {
    if (value === null || value === undefined) return this.value(value);
    const number = this.models.modelNumber(value as object);
    if (number > 0) return this.reference(Tag.model, number);
    this.byte(Tag.inlineModel);
    this.plain(this.models.describe(value as object));
  }

  private binary(value: ArrayBufferView): void {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    this.ensure(5 + bytes.length);
    this.bytes[this.length] = Tag.bytes;
    this.view.setUint32(this.length + 1, bytes.length, true);
    this.bytes.set(bytes, this.length + 5);
    this.length += 5 + bytes.length;
  }

  private expression(value: SequelizeMethod): void {
    if (value instanceof Literal) {
      this.byte(Tag.literal);
      this.value(value.val);
    } else if (value instanceof Fn) {
      this.byte(Tag.fn);
      this.text(String(value.fn));
      this.array(value.args);
    } else if (value instanceof Col) {
      this.byte(Tag.col);
      this.value(value.col);
    } else if (value instanceof Cast) {
      this.byte(Tag.cast);
      this.value(value.val);
      this.text(String(value.type));
      this.value(Boolean(value.json));
    } else if (value instanceof Json) {
      this.byte(Tag.json);
      this.value(value.conditions);
      this.value(value.path);
      this.value(value.value);
    } else if (value instanceof Where) {
      this.byte(Tag.where);
      this.value(value.attribute);
      this.value(value.comparator);
      this.value(value.logic);
    } else {
      this.opaque(value.constructor.name, textOf(value));
    }
  }

  private dataType(type: any): void {
    this.byte(Tag.dataType);
    if (isNative(type) || isDefinedAsNative(type)) {
      this.text(type.key);
      this.plain(describeType(type));
    } else {
      this.text('CUSTOM');
      this.plain({ sql: customSql(type), dialect: dialectOf(type), isEscaped: type.escape === false });
    }
  }

  private opaque(typeName: string, text: string): void {
    this.byte(Tag.opaque);
    this.text(typeName);
    this.text(text);
  }
}

function isPlainPrototype(prototype: object | null): boolean {
  if (prototype === null || prototype === Object.prototype) return true;
  // Plain objects of another realm (jest's vm contexts): their prototype is a root too.
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf');
}

function isDate(value: object): value is Date {
  return value instanceof Date || Object.prototype.toString.call(value) === '[object Date]';
}

function isModelLike(value: unknown): boolean {
  if (typeof value === 'function') return true;
  if (typeof value !== 'object' || value === null) return false;
  if ('rawAttributes' in value || 'primaryKeys' in value) return true;
  // `getTableName()` of a model with a schema has a name, too.
  return 'name' in value && !('table' in value);
}

function describeType(type: any): Record<string, unknown> {
  return {
    length: type._length,
    precision: type._precision,
    scale: type._scale,
    decimals: type._decimals,
    isBinary: Boolean(type._binary),
    isUnsigned: Boolean(type._unsigned),
    isZerofill: Boolean(type._zerofill),
    values: type.values,
    element: elementOf(type),
    geometry: type.key === 'GEOMETRY' || type.key === 'GEOGRAPHY' ? type.type : undefined,
    srid: type.srid
  };
}

function elementOf(type: any): unknown {
  if (type.key === 'ARRAY') return type.type;
  if (type.key === 'RANGE') return type.options?.subtype;
  if (type.key === 'VIRTUAL') return type.returnType;
  return undefined;
}

function customSql(type: any): string {
  try {
    return String(type.toSql());
  } catch {
    return String(type.key);
  }
}

/** `toJSON` and what JSON makes of own properties; undefined if there is none or the value contains itself. */
function jsonOf(value: any): unknown {
  try {
    if (typeof value.toJSON === 'function') return value.toJSON('');
    const text = JSON.stringify(value);
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(value: object): string {
  return inspect(value, { depth: 1, breakLength: Infinity });
}

/** Reads one value that Rust wrote in the same layout. */
export class ValueReader {
  private at = 0;
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  private uint32(): number {
    const value = this.view.getUint32(this.at, true);
    this.at += 4;
    return value;
  }

  value(): any {
    const tag = this.bytes[this.at++];
    switch (tag) {
      case Tag.undefined:
        return undefined;
      case Tag.null:
        return null;
      case Tag.true:
        return true;
      case Tag.false:
        return false;
      case Tag.int:
        this.at += 4;
        return this.view.getInt32(this.at - 4, true);
      case Tag.number:
        return this.float64();
      case Tag.shortText:
        return this.utf8(this.bytes[this.at++]);
      case Tag.text:
        return this.utf8(this.uint32());
      case Tag.utf16:
        return this.utf16();
      case Tag.bigint:
        return BigInt(this.value());
      case Tag.date:
        return new Date(this.float64());
      case Tag.bytes:
        return Buffer.from(this.take(this.uint32()));
      case Tag.array:
        return this.array();
      case Tag.object:
        return this.object();
      case Tag.op:
        return operatorList[this.bytes[this.at++]];
      case Tag.literal:
        return new Literal(this.value());
      default:
        throw new Error(`The engine answered with an unknown value (tag ${tag}).`);
    }
  }

  private float64(): number {
    this.at += 8;
    return this.view.getFloat64(this.at - 8, true);
  }

  private take(length: number): Uint8Array {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  private utf8(length: number): string {
    return decoder.decode(this.take(length));
  }

  private utf16(): string {
    const units = Array.from({ length: this.uint32() }, () => {
      this.at += 2;
      return this.view.getUint16(this.at - 2, true);
    });
    return units.map(unit => String.fromCharCode(unit)).join('');
  }

  private array(): unknown[] {
    const items = new Array(this.uint32());
    for (let index = 0; index < items.length; index++) items[index] = this.value();
    return items;
  }

  private object(): Record<PropertyKey, unknown> {
    const count = this.uint32();
    const object: Record<PropertyKey, unknown> = {};
    for (let index = 0; index < count; index++) {
      const key = this.value();
      const value = this.value();
      // A property named __proto__ is data.
      if (key === '__proto__')
        Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
      else object[key] = value;
    }
    return object;
  }
}
