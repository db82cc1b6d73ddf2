/**
 * New records whose values come with the same keys again and again: after some of them a function is generated that
 * writes `dataValues` as one object literal, with the defaults and in the order in which setting one by one gives them.
 *
 * Only where nobody can see the difference: no setters, sanitizers or comparisons of a user, no replaced `set`.
 * Everything else, and the first records of a kind, is set one by one (`build.ts`, `values.ts`).
 */
import { DataTypes } from '../../data-types';
import { SequelizeMethod } from '../../expressions';
import { commonNames } from '../state';

type Sanitize = (value: any, options: any) => any;

/** Gives `dataValues`. `defaults` holds the values of attributes that are not given. */
type Write = (given: any, options: any, defaults: any) => any;

interface Plan {
  keys: string[];
  uses: number;
  /** Undefined until it is worth it; null if it never will be. */
  write?: Write | null;
  /** Names of the keys that become attributes. */
  attributes: string[];
  /** Keys whose place a default, or null, takes if their value is undefined: those values are set one by one. */
  replaceable: string[];
}

/** Generating costs about 0.1 ms. */
const GENERATE_FROM_USE = 32;
/** A program that gives ever new keys stays with the plans it has. */
const MOST_PLANS = 16;
/** Longer functions are not optimised. */
const MOST_KEYS = 100;

/**
 * Plans by the object that holds the sanitizers of a model: `refreshAttributes` makes another one, scoped models share
 * their parent's.
 */
const known = new WeakMap<object, Plan[]>();

/** What a plan stands in for. A record with others of these is set one by one. */
let originals: { set: unknown; _initValues: unknown } | undefined;

/** Told once, by the module of the class, while nobody has replaced anything. */
export function rememberMethods({ set, _initValues }: any): void {
  originals = { set, _initValues };
}

/**
 * The plan for these values, with its function; undefined if they have to be set one by one. `instance` is a new one of
 * the model, of which only the prototype is looked at.
 */
export function planFor(instance: any, model: any, given: any, options: any): Plan | undefined {
  if (originals === undefined || instance.set !== originals.set || instance._initValues !== originals._initValues)
    return undefined;
  if (!options.isNewRecord || options.include || options.attributes || options.raw || options.reset) return undefined;
  if (instance._hasCustomSetters !== 0 || typeof given !== 'object' || given === null) return undefined;
  const plan = find(model, Object.keys(given));
  if (plan === undefined || plan.write === null) return undefined;
  if (plan.write === undefined) {
    if (++plan.uses < GENERATE_FROM_USE) return undefined;
    plan.write = generate(model, plan);
    if (plan.write === null) return undefined;
  }
  for (const key of plan.replaceable) if (given[key] === undefined) return undefined;
  return plan;
}

function find(model: any, keys: string[]): Plan | undefined {
  let plans = known.get(model._dataTypeSanitizers);
  if (plans === undefined) known.set(model._dataTypeSanitizers, (plans = []));
  for (const plan of plans) if (isSameList(plan.keys, keys)) return plan;
  if (plans.length >= MOST_PLANS) return undefined;
  const isAttribute = (key: string) => Object.prototype.hasOwnProperty.call(model.prototype.rawAttributes, key);
  const plan: Plan = {
    keys,
    uses: 0,
    attributes: commonNames(keys.filter(isAttribute)),
    replaceable: keys.filter(key => own(model._defaultValues, key) || model.primaryKeyAttributes.includes(key))
  };
  plans.push(plan);
  return plan;
}

function isSameList(left: string[], right: string[]): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false;
  return true;
}

/** The names among `attributes` that have a value: those that count as changed. Most often that is the list itself. */
export function changedAmong(attributes: string[], dataValues: any): string[] {
  for (let index = 0; index < attributes.length; index++) {
    if (dataValues[attributes[index]!] === undefined) return attributes.filter(name => dataValues[name] !== undefined);
  }
  return attributes;
}

/** The function; null where setting one by one is the only way. Names and positions are all that its text is made of. */
function generate(model: any, { keys, attributes }: Plan): Write | null {
  const defaults = Object.keys(model._defaultValues);
  const primary: string[] = model.primaryKeyAttributes.filter((name: string) => !defaults.includes(name));
  if (!isPlain(model, keys, [...defaults, ...primary])) return null;

  const preset = [...defaults, ...primary].filter(name => !keys.includes(name));
  const presets = preset.map(name => `${text(name)}: ${defaults.includes(name) ? `defaults[${text(name)}]` : 'null'}`);
  const sanitizers: Sanitize[] = [];
  const values = attributes.map(name => `${text(name)}: ${sanitized(model, name, keys.indexOf(name), sanitizers)}`);
  const body = `
    return function write(given, options, defaults) {
      ${keys.map((key, index) => `const v${index} = given[${text(key)}];`).join('\n      ')}
      return { ${[...presets, ...values].join(', ')} };
    };`;
  try {
    return new Function('sanitizers', 'SequelizeMethod', body)(sanitizers, SequelizeMethod) as Write;
  } catch {
    // Disallowed, as by --disallow-code-generation-from-strings.
    return null;
  }
}

/** Whether setting these keys one by one comes to the same as writing them down. */
function isPlain(model: any, keys: string[], preset: string[]): boolean {
  if (keys.length > MOST_KEYS || keys.includes('__proto__') || preset.includes('__proto__')) return false;
  // Timestamps with a default are set before and count as changed when they are set again.
  if (
    Object.values<string>(model._timestampAttributes).some(
      name => preset.includes(name) && name in model._defaultValues
    )
  )
    return false;
  // `meta.city` is a path into an attribute.
  if (model._hasJsonAttributes && keys.some(key => key.includes('.'))) return false;
  return [...keys, ...preset].every(name => hasKnownType(model, name));
}

function hasKnownType(model: any, name: string): boolean {
  const types = DataTypes as any;
  const plain = [types.DATE, types.DATEONLY, types.BOOLEAN].map(type => type.prototype);
  const sanitize = own(model._dataTypeSanitizers, name);
  const compare = own(model._dataTypeChanges, name);
  if (sanitize !== undefined && !plain.some(prototype => prototype._sanitize === sanitize)) return false;
  return compare === undefined || plain.some(prototype => prototype._isChanged === compare);
}

function sanitized(model: any, name: string, index: number, sanitizers: Sanitize[]): string {
  const sanitize = own(model._dataTypeSanitizers, name);
  if (sanitize === undefined) return `v${index}`;
  const call = `sanitizers[${sanitizers.push(sanitize) - 1}](v${index}, options)`;
  return `typeof v${index} === 'object' && v${index} instanceof SequelizeMethod ? v${index} : ${call}`;
}

function own(object: any, name: string): any {
  return Object.prototype.hasOwnProperty.call(object, name) ? object[name] : undefined;
}

function text(name: string): string {
  return JSON.stringify(name);
}
