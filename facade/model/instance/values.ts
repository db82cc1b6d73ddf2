/** Reading and writing attribute values: `get`, `set`, `getDataValue`, `setDataValue`. */
import { SequelizeMethod } from '../../expressions';
import { Model } from '../../model';
import { dottie } from '../../packages/on-demand';
import { put } from '../clone';
import { CHANGED, forget, noteChange, rememberCurrent, writeOut } from '../state';
import { isSame } from './same';

/** v6 `Model#get`: one value through its getter, or all values. */
export function getValue(instance: any, key: any, options: any): any {
  if (options === undefined && typeof key === 'object') {
    options = key;
    key = undefined;
  }
  return key ? getOne(instance, key, options) : getAll(instance, options);
}

function getOne(instance: any, key: string, options: any): any {
  if (
    instance._hasCustomGetters !== 0 &&
    Object.prototype.hasOwnProperty.call(instance._customGetters, key) &&
    !options?.raw
  ) {
    return instance._customGetters[key].call(instance, key, options || {});
  }
  const value = instance.dataValues[key];
  if (options?.plain && instance._options.include && instance._options.includeNames.includes(key))
    return plainRelation(value, options);
  return value;
}

function plainRelation(value: any, options: any): any {
  if (Array.isArray(value)) return value.map(row => row.get(options));
  return value instanceof (Model as any) ? value.get(options) : value;
}

/** `dataValues` itself, or a copy where getters, relations or `clone` ask for one. */
function getAll(instance: any, options: any): any {
  const { dataValues, _options } = instance;
  if (!instance._hasCustomGetters && !(options?.plain && _options.include) && !options?.clone) return dataValues;

  const values: any = {};
  if (instance._hasCustomGetters) {
    for (const key of Object.keys(instance._customGetters)) {
      if (_options.attributes && !_options.attributes.includes(key)) continue;
      values[key] = instance.get(key, options || {});
    }
  }
  for (const key of Object.keys(dataValues)) {
    if (!Object.prototype.hasOwnProperty.call(values, key)) values[key] = instance.get(key, options || {});
  }
  return values;
}

/** v6 `Model#set`: one value, or many. Returns the instance. */
export function setValue(instance: any, key: any, value: any, options: any): any {
  if (typeof key === 'object' && key !== null) setAll(instance, key, value || {});
  else setOne(instance, key, value, options || NO_OPTIONS);
  return instance;
}

const NO_OPTIONS: any = Object.freeze({});

function setAll(instance: any, values: any, options: any): void {
  const model = instance.constructor;
  if (options.reset) {
    // what was remembered stays; a raw set replaces it below
    if (!options.raw) writeOut(instance);
    instance.dataValues = {};
    for (const key in values) instance.changed(key, false);
  }

  const isPlainRaw =
    options.raw &&
    !instance._options?.include &&
    !options.attributes &&
    !model._hasDateAttributes &&
    !model._hasBooleanAttributes;
  if (isPlainRaw) {
    // v6 keeps the caller's object when there is nothing to merge it with
    if (Object.keys(instance.dataValues).length) Object.assign(instance.dataValues, values);
    else instance.dataValues = values;
  } else if (options.attributes) {
    setListed(instance, values, options);
  } else {
    const isOverridden = instance.set !== (Model as any).prototype.set;
    for (const key in values) {
      if (isOverridden) instance.set(key, values[key], options);
      else setOne(instance, key, values[key], options);
    }
  }
  if (options.raw) afterRawSet(instance);
}

/** Raw values count as read from the database. */
function afterRawSet(instance: any): void {
  const changed = instance[CHANGED];
  if (Array.isArray(changed) && changed.length === 0) forget(instance);
  else rememberCurrent(instance);
}

/** Only the listed attributes, the virtual ones and the included relations are taken. */
function setListed(instance: any, values: any, options: any): void {
  const model = instance.constructor;
  const take = (names: Iterable<string>) => {
    for (const name of names) if (values[name] !== undefined) instance.set(name, values[name], options);
  };
  take(options.attributes);
  if (model._hasVirtualAttributes) take(model._virtualAttributes);
  if (instance._options.includeNames) take(instance._options.includeNames);
}

function setOne(instance: any, key: any, value: any, options: any): void {
  const model = instance.constructor;
  const { dataValues } = instance;

  if (
    !options.raw &&
    instance._hasCustomSetters !== 0 &&
    Object.prototype.hasOwnProperty.call(instance._customSetters, key)
  ) {
    setByCustomSetter(instance, key, value);
    return;
  }
  if (instance._options?.include && instance._options.includeNames.includes(key)) {
    instance._setInclude(key, value, options);
    return;
  }
  if (options.raw) {
    put(dataValues, key, sanitize(instance, model, key, value, options));
    return;
  }

  if (!instance._isAttribute(key)) {
    if (model._hasJsonAttributes) setJsonPath(instance, model, key, value);
    return;
  }
  const original = dataValues[key];
  if (original && model._hasPrimaryKeys && model._isPrimaryKey(key)) return;
  if (!instance.isNewRecord && model._hasReadOnlyAttributes && model._readOnlyAttributes.has(key)) return;

  value = sanitize(instance, model, key, value, options);
  if (hasChanged(instance, model, key, value, original, options)) noteChange(instance, key, original);
  dataValues[key] = value;
}

/** The setter stores by itself; what it stored decides whether the attribute changed. */
function setByCustomSetter(instance: any, key: string, value: unknown): void {
  const original = instance.dataValues[key];
  instance._customSetters[key].call(instance, value, key);
  if (!isSame(instance.dataValues[key], original)) {
    noteChange(instance, key, original);
  }
}

/**
 * `set('meta.address.city', …)` writes into the JSON value in place; its previous value, being the same object, changes
 * with it, as in v6.
 */
function setJsonPath(instance: any, model: any, key: string, value: unknown): void {
  if (!key.includes('.')) return;
  const root = key.split('.')[0]!;
  if (!model._jsonAttributes.has(root) || isSame(dottie().get(instance.dataValues, key), value)) return;
  if (instance[CHANGED] === undefined) writeOut(instance);
  dottie().set(instance.dataValues, key, value);
  instance.changed(root, true);
}

export function sanitize(instance: any, model: any, key: string, value: any, options: any): any {
  if (isExpression(value) || !Object.prototype.hasOwnProperty.call(model._dataTypeSanitizers, key)) return value;
  return model._dataTypeSanitizers[key].call(instance, value, options);
}

function isExpression(value: any): boolean {
  return typeof value === 'object' && value instanceof SequelizeMethod;
}

function hasChanged(instance: any, model: any, key: string, value: any, original: any, options: any): boolean {
  if (isExpression(value)) return true;
  const compare = model._dataTypeChanges[key];
  return compare ? !!compare.call(instance, value, original, options) : !isSame(value, original);
}

/** v6 `Model#setDataValue`: past setters and sanitizers; compares with the previous value. */
export function setDataValue(instance: any, key: string, value: unknown): void {
  const changed = instance[CHANGED];
  const previous =
    changed === undefined
      ? instance.dataValues[key]
      : Array.isArray(changed)
        ? undefined
        : instance._previousDataValues[key];
  if (!isSame(value, previous)) {
    if (changed === undefined) noteChange(instance, key, previous);
    instance.changed(key, true);
  }
  instance.dataValues[key] = value;
}
