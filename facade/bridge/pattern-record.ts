/** How a pattern is made of a request of `selectQuery`; see `pattern.ts`. */
import { Association } from '../associations';
import { SequelizeMethod } from '../expressions';
import { hasCustomTypes } from '../lowering/custom-types';
import { associationFacts } from './association-facts';
import { INCLUDE_FIELDS, Kind, Node, isCallback, isLeftOut, isPlain, isValidDate } from './pattern';
import { isForSelect } from './request';
import type { ModelNumbers } from './value';

/** Larger requests have no pattern. */
const MOST_NODES = 600;
const DEEPEST = 40;

const IGNORED = new Node(Kind.ignored, undefined);

/** The pattern of `selectQuery(table, options, model)`; nothing if something in it cannot be compared. */
export function recordPattern(
  models: ModelNumbers,
  table: unknown,
  options: any,
  model: any
): { table: Node; options: Node } | undefined {
  if (hasCustomTypes(model.rawAttributes) || !isPlain(options)) return undefined;
  const recorder = new Recorder(models, model);
  const pattern = { table: recorder.value(table, false), options: recorder.options(options) };
  return recorder.isPossible ? pattern : undefined;
}

class Recorder {
  isPossible = true;
  private nodes = 0;
  private depth = 0;

  constructor(
    private readonly models: ModelNumbers,
    private readonly model: any
  ) {}

  private impossible(): Node {
    this.isPossible = false;
    return IGNORED;
  }

  options(options: any): Node {
    const keys = namesOf(options);
    if (keys === undefined) return this.impossible();
    const children = keys.map(key => this.option(key, options[key]));
    return new Node(Kind.options, undefined, children, keys);
  }

  private option(name: string, value: any): Node {
    if (!isForSelect(name)) return IGNORED;
    switch (name) {
      case 'where':
        return this.value(value, true);
      case 'limit':
      case 'offset':
        return this.value(value, typeof value === 'number');
      case 'include':
        return value ? this.includes(value, false) : this.value(value, false);
      case 'order':
        return this.order(value);
      case 'groupedLimit':
        return value === undefined ? this.value(value, false) : this.impossible();
      default:
        return this.value(value, false);
    }
  }

  /** `mayHavePlaces`: inside conditions. */
  value(value: any, mayHavePlaces: boolean): Node {
    if (!this.isPossible || ++this.nodes > MOST_NODES || this.depth > DEEPEST) return this.impossible();
    switch (typeof value) {
      case 'string':
        return new Node(mayHavePlaces && value !== '' ? Kind.text : Kind.same, value);
      case 'number':
        if (!Number.isFinite(value)) return this.impossible();
        return new Node(mayHavePlaces && value !== 0 ? Kind.number : Kind.same, value);
      case 'bigint':
        return new Node(mayHavePlaces && value !== 0n ? Kind.bigint : Kind.same, value);
      case 'function':
        return this.callable(value);
      case 'object':
        break;
      default:
        return new Node(Kind.same, value);
    }
    if (value === null) return new Node(Kind.same, value);
    this.depth++;
    const node = this.object(value, mayHavePlaces);
    this.depth--;
    return node;
  }

  private callable(value: Function): Node {
    const number = this.models.modelNumber(value);
    if (number > 0) return new Node(Kind.model, value, undefined, undefined, undefined, number);
    return isCallback(value) ? new Node(Kind.callback, value.name) : this.impossible();
  }

  private object(value: any, mayHavePlaces: boolean): Node {
    if (Array.isArray(value)) {
      return new Node(
        Kind.array,
        undefined,
        value.map(item => this.value(item, mayHavePlaces))
      );
    }
    if (value instanceof SequelizeMethod) return this.expression(value);
    if (mayHavePlaces && isValidDate(value)) return new Node(Kind.date, value);
    if (!isPlain(value) || this.models.attributesNumber(value) > 0) return this.impossible();
    const keys = namesOf(value);
    // What is called `model` may be an object that stands in for one.
    if (keys === undefined || typeof value.model === 'object') return this.impossible();
    const symbols = Object.getOwnPropertySymbols(value);
    const children = [...keys, ...symbols].map(key => this.value(value[key], mayHavePlaces));
    return new Node(Kind.plain, undefined, children, keys, symbols);
  }

  private expression(value: object): Node {
    const keys = Object.keys(value);
    const children = keys.map(key => this.value((value as any)[key], false));
    return new Node(Kind.instance, Object.getPrototypeOf(value), children, keys);
  }

  /** Names of attributes and expressions; what leads through associations has no pattern. */
  private order(order: any): Node {
    if (!Array.isArray(order)) return this.value(order, false);
    const children = order.map(item =>
      Array.isArray(item) ? new Node(Kind.array, undefined, this.path(item)) : this.path([item])[0]
    );
    return new Node(Kind.array, undefined, children);
  }

  private path(path: any[]): Node[] {
    return path.map((item, index) => {
      if (item instanceof SequelizeMethod) return this.value(item, false);
      if (typeof item !== 'string' || item === '') return this.impossible();
      if (index > 0) return this.value(item, false);
      const { model } = this;
      if (Object.hasOwn(model.associations ?? {}, item)) return this.impossible();
      return new Node(Kind.orderName, { name: item, model });
    });
  }

  private includes(includes: any, isNested: boolean): Node {
    if (!Array.isArray(includes)) return this.impossible();
    const crossing = isNested ? includes.filter(include => !isLeftOut(include)) : includes;
    return new Node(
      Kind.includes,
      isNested,
      crossing.map(include => this.include(include, isNested))
    );
  }

  private include(include: any, isNested: boolean): Node {
    if (typeof include !== 'object' || include === null || ++this.depth > DEEPEST) return this.impossible();
    if (include.separate) {
      this.depth--;
      return new Node(Kind.separate, undefined);
    }
    // Its condition is made of scopes, too.
    if (include.subQueryFilter || typeof include.model !== 'function') return this.impossible();
    if (hasCustomTypes(include.model.rawAttributes)) return this.impossible();
    const children = INCLUDE_FIELDS.map(name => this.field(name, include[name], isNested));
    this.depth--;
    return new Node(Kind.include, undefined, children);
  }

  private field(name: (typeof INCLUDE_FIELDS)[number], value: any, isNested: boolean): Node {
    switch (name) {
      case 'association':
        return value ? this.association(value) : this.value(value, false);
      case 'attributes':
        // Completed already: lists are taken as they are.
        return value === undefined || Array.isArray(value) ? this.value(value, false) : this.impossible();
      case 'where':
        return this.value(value, true);
      case 'through':
        return value ? this.through(value) : this.value(value, false);
      case 'include':
        return value ? this.includes(value, true) : this.value(value, false);
      case 'parent':
        return isNested ? IGNORED : value ? this.parent(value) : this.value(value, false);
      default:
        return this.value(value, false);
    }
  }

  private association(association: any): Node {
    if (!(association instanceof Association)) return this.impossible();
    const { source, target } = association as any;
    const facts = associationFacts(association);
    const children = [this.value(source, false), this.value(target, false)];
    return new Node(Kind.association, { association, facts }, children);
  }

  private through(through: any): Node {
    if (typeof through !== 'object' || typeof through.model !== 'function') return this.impossible();
    if (hasCustomTypes(through.model.rawAttributes)) return this.impossible();
    const keys = ['model', 'as', 'attributes', 'where'];
    const children = keys.map(key => this.value(through[key], false));
    return new Node(Kind.through, undefined, children, keys);
  }

  private parent(parent: any): Node {
    if (typeof parent.model !== 'function' && parent.model !== undefined) return this.impossible();
    const children = ['as', 'model', 'subQuery'].map(key => this.value(parent[key], false));
    return new Node(Kind.parent, Boolean(parent.association), children);
  }
}

/** Own names, if there are no inherited ones. */
function namesOf(value: object): string[] | undefined {
  const keys = Object.keys(value);
  let index = 0;
  for (const key in value) if (key !== keys[index++]) return undefined;
  return keys;
}
