/**
 * From words to rows. What the words mean is told in `crates/sequelize_driver/src/words.rs`.
 *
 * A `RowPlan` knows what becomes of each column: its name, whether and how its value is parsed. The first rows of a
 * plan are read by a loop; if it comes again, a function is generated for it that writes each row as one object
 * literal, which is several times faster. Where code generation is disallowed the loop stays.
 */
import { Head, type Border } from './border';
import { ValueReader } from './value';

/** The columns of a result. */
export interface Shape {
  names: string[];
  /** Declared types without length, in capitals; empty for expressions. */
  types: string[];
  /** The table column each comes from; empty for expressions. */
  origins: string[];
  tables: string[];
}

export type Parse = (value: any) => any;

export interface RowPlan {
  /** One name per column; `undefined` leaves the column out. */
  names: (string | undefined)[];
  /** Positions of the columns in the order in which they become properties. */
  order: number[];
  /** Where a column's values are parsed: gives the function, asked when a slice begins. Null is never parsed. */
  parsers: ((() => Parse | undefined) | undefined)[];
  /** One of the parsers is not ours. */
  runsForeignCode: boolean;
  /** Columns that may come as milliseconds but are wanted as the text they were. */
  keepsText: boolean[];
  /** Properties behind the columns that wait for related rows: an empty list each, or null. */
  relations: Relation[];
  /** Parsers want dates as well: those of servers are only there where somebody replaced ours. */
  parsesDates: boolean;
  uses: number;
  decode?: Decode;
}

export interface Relation {
  name: string;
  isMany: boolean;
}

/** Where a slice's cells are. */
export interface Cursor {
  words: Int32Array;
  doubles: Float64Array;
  latin1: string;
  utf16: string;
  bytes: Uint8Array;
  word: number;
  double: number;
  latin1At: number;
  utf16At: number;
  bytesAt: number;
}

/** The rows in the buffers, for as long as nothing else is asked of the addon. */
export interface Slice {
  rows: number;
  /** The rows are those of several levels; see `nested-rows.ts`. */
  isNested: boolean;
  cursor: Cursor;
}

type Decode = (cursor: Cursor, rows: number, out: any[], parsers: (Parse | undefined)[]) => void;

const NO_BYTES = new Uint8Array(0);
/** A plan used less often, or for fewer rows, is not worth a function of its own (about 0.1 ms). */
const GENERATE_FROM_USE = 3;
const GENERATE_FROM_ROWS = 200;
/** Longer functions are not optimised. */
const GENERATE_UP_TO_COLUMNS = 100;

/** Shapes by number, as far as they are remembered, with what has been planned for them. */
export class ShapeStore {
  private readonly known = new Map<number, KnownShape>();
  /** How columns of results without a model are parsed; of SQLite they are not. */
  parserOf: ((type: string) => Parse | undefined) | undefined;

  /** Forgets what was planned by parsers that have changed. */
  clear(): void {
    this.known.clear();
  }

  /** The shape of the rows in the buffers. */
  current(border: Border): KnownShape {
    const number = border.words[Head.shape];
    let known = this.known.get(number);
    if (known === undefined) {
      if (this.known.size > 2048) this.known.clear();
      known = new KnownShape(new ValueReader(border.native.shape()).value() as Shape, this.parserOf);
      this.known.set(number, known);
    }
    return known;
  }
}

export class KnownShape {
  private plain: RowPlan | undefined;
  /** Plans for rows that become something of a model. */
  readonly byModel = new WeakMap<object, any>();

  constructor(
    readonly shape: Shape,
    private readonly parserOf?: (type: string) => Parse | undefined
  ) {}

  /** Every column under its own name. */
  get plainPlan(): RowPlan {
    const { parserOf } = this;
    const parsers = this.shape.types.map(type => (parserOf?.(type) ? () => parserOf(type) : undefined));
    this.plain ??= { ...makePlan(this.shape.names, parsers), parsesDates: parserOf !== undefined };
    return this.plain;
  }
}

/** A plan that keeps columns in order. Of equal names the last one's value counts, at the place of the first. */
export function makePlan(names: (string | undefined)[], parsers: RowPlan['parsers'] = [], order?: number[]): RowPlan {
  return {
    names,
    order: order ?? names.map((_, index) => index).filter(index => names[index] !== undefined),
    parsers,
    runsForeignCode: false,
    keepsText: names.map(() => false),
    relations: [],
    parsesDates: false,
    uses: 0
  };
}

/** Takes hold of the rows in the buffers. The head does not survive the next call; the cells last until the next rows. */
export function takeSlice(border: Border, text: string | null): Slice {
  const rows = border.words[Head.rows];
  const extras = border.words[Head.extras];
  const cursor: Cursor = {
    words: border.words,
    doubles: border.doubles,
    latin1: text ?? '',
    utf16: extras & 1 ? border.native.utf16() : '',
    bytes: extras & 2 ? border.native.bytes() : NO_BYTES,
    word: Head.size,
    double: 2,
    latin1At: 0,
    utf16At: 0,
    bytesAt: 0
  };
  return { rows, isNested: (extras & 4) !== 0, cursor };
}

/** Appends the rows to `out`, as plain objects. */
export function readRows({ rows, cursor }: Slice, plan: RowPlan, out: any[]): void {
  if (plan.runsForeignCode) keepCells(cursor);
  readBlock(cursor, rows, plan, out);
}

/** Appends rows that may be a part of a slice; the cursor then stands behind them. */
export function readBlock(cursor: Cursor, rows: number, plan: RowPlan, out: any[]): void {
  const parsers = plan.parsers.map(parser => parser?.());
  plan.uses++;
  if (plan.decode === undefined && isWorthIt(plan, rows)) plan.decode = generate(plan) ?? loopOf(plan);
  (plan.decode ?? loopOf(plan))(cursor, rows, out, parsers);
}

/** A `parse` of the user's may run a statement, whose rows come into the same buffers. */
export function keepCells(cursor: Cursor): void {
  cursor.words = cursor.words.slice();
  cursor.doubles = cursor.doubles.slice();
}

function isWorthIt(plan: RowPlan, rows: number): boolean {
  return plan.uses >= GENERATE_FROM_USE || rows >= GENERATE_FROM_ROWS;
}

/** Any cell. The generated function does the usual ones by itself. */
export function readCell(cursor: Cursor, word: number): any {
  const payload = word >> 3;
  switch (word & 7) {
    case 0:
      return payload;
    case 1:
      return cursor.latin1.substring(cursor.latin1At, (cursor.latin1At += payload));
    case 2:
      return cursor.utf16.substring(cursor.utf16At, (cursor.utf16At += payload));
    case 3: {
      const number = cursor.doubles[cursor.double++];
      return payload === 0 ? number : new Date(number);
    }
    case 4:
      return payload === 0 ? null : payload === 1;
    case 5:
      return Buffer.from(cursor.bytes.subarray(cursor.bytesAt, (cursor.bytesAt += payload)));
    case 6:
      return BigInt(cursor.latin1.substring(cursor.latin1At, (cursor.latin1At += payload)));
    default:
      return JSON.parse(cursor.latin1.substring(cursor.latin1At, (cursor.latin1At += payload)));
  }
}

function loopOf(plan: RowPlan): Decode {
  const { names, order, keepsText, relations } = plan;
  const finish = plan.parsesDates ? finishAll : finishRest;
  return (cursor, rows, out, parsers) => {
    const values = new Array(names.length);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < names.length; column++) {
        values[column] = finish(readCell(cursor, cursor.words[cursor.word++]), parsers[column], keepsText[column]);
      }
      const object: any = {};
      for (const column of order) assign(object, names[column]!, values[column]);
      for (const { name, isMany } of relations) assign(object, name, isMany ? [] : null);
      out.push(object);
    }
  };
}

function assign(object: any, name: string, value: unknown): void {
  // A column of this name is data.
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[name] = value;
  }
}

/** What `parse` makes of a value that did not come parsed. */
function finishRest(value: any, parse: Parse | undefined, keepsText: boolean): any {
  if (value instanceof Date) return keepsText ? storedDate(value) : value;
  return finishAll(value, parse);
}

function finishAll(value: any, parse: Parse | undefined): any {
  return parse === undefined || value === null ? value : parse(value);
}

/** The text a date was made of: only this form is read as a date in Rust. */
export function storedDate(date: Date): string {
  return `${date.toISOString().slice(0, 23).replace('T', ' ')} +00:00`;
}

/** The loop, unrolled for one plan. Names and positions are all that the text is made of. */
function generate(plan: RowPlan): Decode | undefined {
  const { names, order, relations } = plan;
  if (names.length > GENERATE_UP_TO_COLUMNS) return undefined;
  const cells = names.map((_, column) => readingOf(plan, column));
  const properties = order.map(column => `${propertyName(names[column]!)}: v${column}`);
  for (const { name, isMany } of relations) properties.push(`${propertyName(name)}: ${isMany ? '[]' : 'null'}`);
  const body = `
    return function decode(cursor, rows, out, parsers) {
      const words = cursor.words, doubles = cursor.doubles, latin1 = cursor.latin1;
      let w = cursor.word, l = cursor.latin1At, x = 0;
      for (let row = 0; row < rows; row++) {
        let ${names.map((_, column) => `v${column}`).join(', ')};
        ${cells.join('\n        ')}
        out.push({ ${properties.join(', ')} });
      }
      cursor.word = w;
      cursor.latin1At = l;
    };`;
  try {
    return new Function('readCell', 'finish', body)(readCell, plan.parsesDates ? finishAll : finishRest) as Decode;
  } catch {
    // Disallowed, as by --disallow-code-generation-from-strings.
    return undefined;
  }
}

/** Reads one cell into `v<column>`; 11 is the word of a date, 4 that of null. */
function readingOf(plan: RowPlan, column: number): string {
  const value = `v${column}`;
  const keepsText = plan.keepsText[column];
  const finished = `${value} = finish(${value}, parsers[${column}], ${keepsText});`;
  return [
    `x = words[w++];`,
    `if ((x & 7) === 1) ${value} = latin1.substring(l, (l += x >> 3));`,
    `else if ((x & 7) === 0) ${value} = x >> 3;`,
    `else if (x === 4) ${value} = null;`,
    `else if (x === 11) ${value} = new Date(doubles[cursor.double++]);`,
    `else { cursor.latin1At = l; ${value} = readCell(cursor, x); l = cursor.latin1At; }`,
    keepsText || (plan.parsesDates && plan.parsers[column])
      ? finished
      : plan.parsers[column]
        ? `if (x !== 11) ${finished}`
        : ''
  ].join(' ');
}

function propertyName(name: string): string {
  return name === '__proto__' ? '["__proto__"]' : JSON.stringify(name);
}
