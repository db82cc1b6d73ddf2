/**
 * Patterns of requests: what a request has to be like for its text to differ from a known one in some values only.
 * A pattern is made of one request (`pattern-record.ts`) and compared with later ones as they come from the user,
 * before anything is lowered or written; `templates.ts` says what for.
 *
 * Everything that reaches the text is compared: names in their order, models by their numbers, associations by their
 * facts. Only values that have a place in the template may differ, within what Rust calls their class
 * (`sequelize_sql::template`).
 */
import { sameFacts } from './association-facts';
import type { ModelNumbers } from './value';

export const Kind = {
  /** anything: the compiler does not read it */
  ignored: 0,
  /** the same primitive value */
  same: 1,
  /** a value with a place: a finite number but 0, text that is not empty, a valid date, a bigint but 0 */
  number: 2,
  text: 3,
  date: 4,
  bigint: 5,
  array: 6,
  /** a plain object with the same names and symbols in the same order */
  plain: 7,
  model: 8,
  /** an instance of the same class with the same fields */
  instance: 9,
  association: 10,
  /** first of an order's path, which names no association */
  orderName: 11,
  /** a function that means nothing, such as `toString` of a table's name */
  callback: 12,
  /** options: plain, with symbols that mean nothing */
  options: 13,
  includes: 14,
  include: 15,
  /** an include that is loaded by another statement */
  separate: 16,
  /** what an include is part of */
  parent: 17,
  /** `{ model, as, attributes, where }` of an include */
  through: 18
} as const;

const NOTHING: readonly never[] = [];

export class Node {
  constructor(
    /** May become `same`. */
    public kind: number,
    /** What the value is compared with; depends on the kind. */
    public expected: any,
    readonly children: readonly Node[] = NOTHING,
    readonly keys: readonly string[] = NOTHING,
    readonly symbols: readonly symbol[] = NOTHING,
    /** Number of a model, or 0. */
    readonly number: number = 0
  ) {
    this.hasPlaces = (kind >= Kind.number && kind <= Kind.bigint) || children.some(child => child.hasPlaces);
  }

  /** Whether values with a place are in it. */
  readonly hasPlaces: boolean;
}

/** Compares, and collects the values that have a place. */
export class Matcher {
  readonly values: unknown[] = [];
  count = 0;

  constructor(private readonly models: ModelNumbers) {}

  matches(node: Node, value: any): boolean {
    switch (node.kind) {
      case Kind.ignored:
        return true;
      case Kind.same:
        // -0 is another number than 0.
        return value === node.expected && (value !== 0 || Object.is(value, node.expected));
      case Kind.number:
        return typeof value === 'number' && value !== 0 && value - value === 0 && this.take(value);
      case Kind.text:
        return typeof value === 'string' && value !== '' && this.take(value);
      case Kind.date:
        return isValidDate(value) && this.take(value);
      case Kind.bigint:
        return typeof value === 'bigint' && value !== 0n && this.take(value);
      case Kind.array:
        return this.isArray(node, value);
      case Kind.plain:
        return this.isPlain(node, value);
      case Kind.options:
        return isPlain(value) && this.hasProperties(node, value);
      case Kind.model:
        return typeof value === 'function' && this.models.modelNumber(value) === node.number;
      case Kind.instance:
        return this.isInstance(node, value);
      case Kind.association:
        return value === node.expected.association && this.hasFacts(node, value);
      case Kind.orderName:
        return value === node.expected.name && !Object.hasOwn(node.expected.model.associations ?? {}, value);
      case Kind.callback:
        return isCallback(value) && value.name === node.expected;
      case Kind.includes:
        return this.areIncludes(node, value);
      case Kind.include:
        return this.isInclude(node, value);
      case Kind.separate:
        return Boolean(value.separate);
      case Kind.parent:
        return this.isParent(node, value);
      default:
        return typeof value === 'object' && value !== null && this.hasFields(node, value);
    }
  }

  private take(value: unknown): boolean {
    this.values[this.count++] = value;
    return true;
  }

  private isArray({ children }: Node, value: any): boolean {
    if (!Array.isArray(value) || value.length !== children.length) return false;
    for (let index = 0; index < children.length; index++) {
      if (!this.matches(children[index], value[index])) return false;
    }
    return true;
  }

  private isPlain(node: Node, value: any): boolean {
    if (!isPlain(value) || !this.hasProperties(node, value)) return false;
    const { symbols, keys, children } = node;
    const own = Object.getOwnPropertySymbols(value);
    if (own.length !== symbols.length) return false;
    for (let index = 0; index < symbols.length; index++) {
      if (own[index] !== symbols[index]) return false;
      if (!this.matches(children[keys.length + index], value[own[index]])) return false;
    }
    // The attributes of a model cross as such.
    return children.length > 0 || this.models.attributesNumber(value) === 0;
  }

  /** The same names in the same order. */
  private hasProperties({ keys, children }: Node, value: any): boolean {
    let index = 0;
    for (const key in value) {
      if (key !== keys[index] || !this.matches(children[index], value[key])) return false;
      index++;
    }
    return index === keys.length;
  }

  private isInstance(node: Node, value: any): boolean {
    if (typeof value !== 'object' || value === null) return false;
    return Object.getPrototypeOf(value) === node.expected && this.hasFields(node, value);
  }

  private hasFields({ keys, children }: Node, value: any): boolean {
    for (let index = 0; index < keys.length; index++) {
      if (!this.matches(children[index], value[keys[index]])) return false;
    }
    return true;
  }

  private hasFacts({ expected, children }: Node, value: any): boolean {
    return (
      sameFacts(value, expected.facts) &&
      this.matches(children[0], value.source) &&
      this.matches(children[1], value.target)
    );
  }

  private areIncludes({ children, expected: isNested }: Node, value: any): boolean {
    if (!Array.isArray(value)) return false;
    let index = 0;
    for (const include of value) {
      if (isNested && isLeftOut(include)) continue;
      if (index === children.length || !this.matches(children[index], include)) return false;
      index++;
    }
    return index === children.length;
  }

  /** Fields by name, since these are many. The order is that of `INCLUDE_FIELDS`. */
  private isInclude({ children }: Node, value: any): boolean {
    return (
      !value.separate &&
      !value.subQueryFilter &&
      this.matches(children[0], value.as) &&
      this.matches(children[1], value.model) &&
      this.matches(children[2], value.association) &&
      this.matches(children[3], value.attributes) &&
      this.matches(children[4], value.where) &&
      this.matches(children[5], value.on) &&
      this.matches(children[6], value.or) &&
      this.matches(children[7], value.required) &&
      this.matches(children[8], value.right) &&
      this.matches(children[9], value.subQuery) &&
      this.matches(children[10], value.through) &&
      this.matches(children[11], value.include) &&
      this.matches(children[12], value.parent)
    );
  }

  private isParent({ children, expected: isInclude }: Node, value: any): boolean {
    if (typeof value !== 'object' || value === null || Boolean(value.association) !== isInclude) return false;
    return (
      this.matches(children[0], value.as) &&
      this.matches(children[1], value.model) &&
      this.matches(children[2], value.subQuery)
    );
  }
}

/** What crosses of an include; `separate` and `subQueryFilter` are looked at beside. */
export const INCLUDE_FIELDS = [
  'as', 'model', 'association', 'attributes', 'where', 'on', 'or', 'required', 'right', 'subQuery', 'through',
  'include', 'parent'
] as const; // prettier-ignore

/** Includes of includes that do not cross. */
export function isLeftOut(include: any): boolean {
  return Boolean(include.separate || include._pseudo);
}

export function isPlain(value: any): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export function isValidDate(value: any): value is Date {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Date.prototype) return false;
  return !Number.isNaN(value.getTime());
}

/** A function that is neither a class nor anything that could be one. */
export function isCallback(value: any): value is Function {
  return typeof value === 'function' && value.prototype === undefined;
}

/** A value that has a place, as it is written where a template is asked for. */
export class Marked {
  constructor(
    readonly number: number,
    readonly value: unknown
  ) {}
}

/** Copies of a request's parts in which the values with a place are marked, in the order they are collected. */
export class Marker {
  private count = 0;

  mark(node: Node, value: any): any {
    if (!node.hasPlaces) return value;
    switch (node.kind) {
      case Kind.number:
      case Kind.text:
      case Kind.date:
      case Kind.bigint:
        return new Marked(this.count++, value);
      case Kind.array:
        return value.map((item: any, index: number) => this.mark(node.children[index], item));
      case Kind.plain:
      case Kind.options:
        return this.properties(node, value);
      case Kind.includes:
        return this.includes(node, value);
      case Kind.include:
        return this.include(node, value);
      default:
        return value;
    }
  }

  private properties({ keys, symbols, children }: Node, value: any): any {
    const copy = Object.create(Object.getPrototypeOf(value));
    const set = (name: PropertyKey, child: Node): void => {
      const own = this.mark(child, value[name]);
      Object.defineProperty(copy, name, { value: own, enumerable: true, writable: true, configurable: true });
    };
    keys.forEach((key, index) => set(key, children[index]));
    symbols.forEach((symbol, index) => set(symbol, children[keys.length + index]));
    return copy;
  }

  private includes({ children, expected: isNested }: Node, value: any[]): any[] {
    let index = 0;
    return value.map(one => (isNested && isLeftOut(one) ? one : this.mark(children[index++], one)));
  }

  private include({ children }: Node, value: any): any {
    const copy = { ...value };
    INCLUDE_FIELDS.forEach((name, index) => {
      if (children[index].hasPlaces) copy[name] = this.mark(children[index], value[name]);
    });
    return copy;
  }
}
