/**
 * How instances come into being: new records from values, found rows from what the database gave.
 * Found rows take the short way: the decoder's object becomes `dataValues` as it is, nothing is copied.
 */
import _ from '../../packages/lodash';
import { byAlias } from '../../associations/definition/model-name';
import { SequelizeMethod } from '../../expressions';
import { DataTypes } from '../../data-types';
import { toDefaultValue } from '../../utils';
import { Model } from '../../model';
import { logger } from '../../utils/logger';
import { put } from '../clone';
import { CHANGED, PREVIOUS } from '../state';
import { changedAmong, planFor } from './build-plan';
import { sanitize } from './values';

/**
 * Marks build options that are complete and shared by many instances, whose `_options` they are. A user's constructor
 * that passes on other options takes the long way.
 */
const SHARED = Symbol('sequelize.sharedBuildOptions');

/** Build options of found rows, shared by all rows of one result. */
export interface FoundOptions {
  isNewRecord: false;
  raw: true;
  attributes?: string[];
  _schema: unknown;
  _schemaDelimiter: unknown;
  [SHARED]: true;
}

/** The options for rows of a query that selected `attributes` (`[field, name]` pairs count as `name`). */
export function foundOptions(model: any, attributes?: readonly any[]): FoundOptions {
  return {
    _schema: model._schema,
    _schemaDelimiter: model._schemaDelimiter,
    isNewRecord: false,
    raw: true,
    attributes: attributes && attributeNames(attributes),
    [SHARED]: true
  };
}

/** Options for many new records of the same kind. */
export function newRecordOptions(model: any): any {
  return {
    isNewRecord: true,
    _schema: model._schema,
    _schemaDelimiter: model._schemaDelimiter,
    include: undefined,
    [SHARED]: true
  };
}

/**
 * An instance around `dataValues`, which it keeps. The values must be as a raw build would leave them: run
 * {@link foundSanitizers} over them where there are any.
 */
export function buildFound(model: any, dataValues: object, options: FoundOptions): any {
  return new model(dataValues, options);
}

/** A second instance of a found row. Values, and the records it has by its includes, are copies, too. */
export function copyFound(instance: any): any {
  const values: any = {};
  const copy = new instance.constructor(values, { ...instance._options, [SHARED]: true });
  for (const key of Object.keys(instance.dataValues)) {
    const value = copyValue(instance.dataValues[key]);
    put(values, key, value);
    if (isRelation(value)) copy[key] = value;
  }
  return copy;
}

function copyValue(value: any): any {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof (Model as any)) return copyFound(value);
  return Array.isArray(value) && isRelation(value) ? value.map(copyFound) : _.cloneDeep(value);
}

function isRelation(value: any): boolean {
  return (Array.isArray(value) ? value[0] : value) instanceof (Model as any);
}

/** Whether somebody replaced `build` or `bulkBuild`: rows then have to go through `model.bulkBuild(rows, options)`. */
export function overridesBuild(model: any, base: any): boolean {
  return (
    model.build !== base.build ||
    model.bulkBuild !== base.bulkBuild ||
    model.prototype._initValues !== base.prototype._initValues
  );
}

/**
 * The type sanitizers a raw build would apply to these attributes, by name. Those of DATE and DATEONLY do nothing to
 * raw values and are left out; that of BOOLEAN turns 0 and 1 into booleans.
 */
export function foundSanitizers(
  model: any,
  names: readonly string[]
): Array<{ name: string; sanitize: (value: any, options: any) => any }> {
  const types = DataTypes as any;
  return names
    .filter(name => Object.prototype.hasOwnProperty.call(model._dataTypeSanitizers, name))
    .filter(name => {
      const sanitize = model._dataTypeSanitizers[name];
      return sanitize !== types.DATE.prototype._sanitize && sanitize !== types.DATEONLY.prototype._sanitize;
    })
    .map(name => ({ name, sanitize: model._dataTypeSanitizers[name] }));
}

/** The constructor's work. `instance` has no fields yet; both ways set the same ones in the same order. */
export function construct(instance: any, values: any, options: any): void {
  const model = instance.constructor;
  if (model._overwrittenAttributesChecked !== true) checkShadowing(instance, model);

  if (options[SHARED] !== true) {
    options = { isNewRecord: true, _schema: model._schema, _schemaDelimiter: model._schemaDelimiter, ...options };
    if (options.attributes) options.attributes = attributeNames(options.attributes);
    prepareIncludes(model, options);
  } else if (!options.isNewRecord) {
    fill(instance, values, undefined, options);
    return;
  }
  const plan = planFor(instance, model, values, options);
  if (plan !== undefined) {
    const defaults = model._hasDefaultValues ? finishedDefaults(instance, model, values) : undefined;
    const dataValues = plan.write!(values, options, defaults);
    fill(instance, dataValues, changedAmong(plan.attributes, dataValues), options);
    return;
  }
  fill(instance, {}, [], options);
  instance._initValues(values, options);
}

/** The own fields, always in this order: all instances of a model have one shape. */
function fill(instance: any, dataValues: any, changed: string[] | undefined, options: any): void {
  instance.dataValues = dataValues;
  instance[PREVIOUS] = undefined;
  instance.uniqno = 1;
  instance[CHANGED] = changed;
  instance._options = options;
  instance.isNewRecord = options.isNewRecord;
}

export function prepareIncludes(model: any, options: any): void {
  if (options.includeValidated || !options.include) return;
  model._conformIncludes(options, model);
  if (options.include) {
    model._expandIncludeAll(options);
    model._validateIncludedElements(options);
  }
}

export function attributeNames(attributes: readonly any[]): string[] {
  return attributes.map(attribute => (Array.isArray(attribute) ? attribute[1] : attribute));
}

/** Default values first, then the given ones. v6 `Model#_initValues`. */
export function initValues(instance: any, given: any, options: any): void {
  const isBringing = options.isNewRecord && !options.raw && options.include?.length;
  const values = isBringing ? byAlias(instance.constructor, { ...given }, options) : { ...given };
  if (options.isNewRecord) setDefaults(instance, values);
  instance.set(values, options);
}

/** Every default function is called, even if a value was given, as in v6. */
function setDefaults(instance: any, values: any): void {
  const model = instance.constructor;
  if (model._hasDefaultValues) {
    const defaults = makeDefaults(model);
    setDefaultTimestamps(instance, model, defaults);
    for (const name in defaults) setDefault(instance, values, name, defaults[name]);
  }
  // a primary key is null until the database gives it; after the defaults, which may have one (UUID)
  for (const name of model.primaryKeyAttributes) {
    if (!Object.prototype.hasOwnProperty.call(model._defaultValues, name)) setDefault(instance, values, name, null);
  }
}

function makeDefaults(model: any): any {
  const defaults: any = {};
  for (const name in model._defaultValues) {
    const value = model._defaultValues[name]();
    defaults[name] = typeof value !== 'object' || value instanceof SequelizeMethod ? value : _.cloneDeep(value);
  }
  return defaults;
}

/** The defaults of attributes that are not given, as {@link setDefault} would store them. */
function finishedDefaults(instance: any, model: any, given: any): any {
  const defaults = makeDefaults(model);
  for (const name in defaults) {
    if (given[name] !== undefined) continue;
    const value = finishDefault(instance, defaults[name]);
    defaults[name] = sanitize(instance, model, name, value, RAW);
  }
  return defaults;
}

/** A timestamp's default is set even if a value was given, which then counts as a change. */
function setDefaultTimestamps(instance: any, model: any, defaults: any): void {
  const timestamps = model._timestampAttributes;
  for (const kind in timestamps) {
    const name = timestamps[kind];
    if (!defaults[name]) continue;
    instance.dataValues[name] = toDefaultValue(defaults[name], model.sequelize.options.dialect);
    delete defaults[name];
  }
}

function setDefault(instance: any, values: any, name: string, value: any): void {
  if (values[name] !== undefined) return;
  instance.set(name, finishDefault(instance, value), RAW);
  if (name in values) delete values[name];
}

function finishDefault(instance: any, value: any): any {
  const isSimple = typeof value !== 'object' && typeof value !== 'function';
  return isSimple || value === null ? value : toDefaultValue(value, instance.sequelize.options.dialect);
}

const RAW = Object.freeze({ raw: true });

/**
 * Warns once per model about public class fields that hide attribute accessors. They exist only after the
 * subclass's constructor ran, hence the timer.
 */
function checkShadowing(instance: any, model: any): void {
  model._overwrittenAttributesChecked = true;
  setTimeout(() => {
    const shadowed = Object.keys(model._attributeManipulation ?? {}).filter(name =>
      Object.prototype.hasOwnProperty.call(instance, name)
    );
    if (shadowed.length === 0) return;
    logger.warn(
      `Model ${JSON.stringify(model.name)} is declaring public class fields for attribute(s): ${shadowed.map(name => JSON.stringify(name)).join(', ')}.` +
        "\nThese class fields are shadowing Sequelize's attribute getters & setters." +
        '\nSee https://sequelize.org/main/manual/model-basics.html#caveat-with-public-class-fields'
    );
  }, 0);
}
