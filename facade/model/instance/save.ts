/**
 * `save`: one INSERT for a new record, one UPDATE of the changed attributes for any other.
 * Order, as in v6: timestamps → validation → before hook → validation of what the hook changed → statement →
 * values from the database → after hook → nothing is changed any more.
 */
import _ from '../../packages/lodash';
import { OptimisticLockError } from '../../errors';
import { hasHooksFor } from '../../hooks';
import { toFieldValues } from '../fields';
import { takeOptions } from '../clone';
import { adoptClsTransaction } from '../cls-transaction';
import { CHANGED, forget, previousValues } from '../state';
import { currentTime, timestampValue } from '../timestamps';
import { bringsRelations, saveReferred, saveReferring } from './save-relations';
import { needsNoValidation } from './validate';

export async function save(instance: any, given: any, argumentCount = 1): Promise<any> {
  if (argumentCount > 1) throw new Error('The second argument was removed in favor of the options object.');
  const model = instance.constructor;
  const options = completeOptions(instance, model, takeOptions(given));
  const wasNewRecord = instance.isNewRecord;

  const updatedAt = stamp(instance, model, options);
  if (options.validate && !needsNoValidation(instance, options)) await instance.validate(options);
  if (options.hooks) {
    if (hasHooksFor(model, `before${event(wasNewRecord)}` as any, instance))
      await runBeforeHook(instance, model, options, updatedAt);
    else if (!wasNewRecord) await validateAgain(instance, model, options, []);
  }

  const bringsOthers = wasNewRecord && bringsRelations(instance);
  if (bringsOthers && options.fields.length && instance.isNewRecord) await saveReferred(instance, options);
  if (!options.fields.some((name: string) => !model._virtualAttributes.has(name))) return instance;
  if (!instance.isNewRecord && !instance.changed()) return instance;

  const values = toFieldValues(instance.dataValues, options.fields, model);
  const result = await write(instance, model, values, options);
  takeOver(model, instance, result, values);
  if (bringsOthers) await saveReferring(instance, options);

  if (options.hooks && hasHooksFor(model, `after${event(wasNewRecord)}` as any, instance)) {
    await model.runHooks(`after${event(wasNewRecord)}`, result, options);
  }
  settle(instance, result, options.fields, model);
  return result;
}

function event(isNewRecord: boolean): string {
  return isNewRecord ? 'Create' : 'Update';
}

function completeOptions(instance: any, model: any, options: any): any {
  adoptClsTransaction(model, options);
  if (options.hooks === undefined) options.hooks = true;
  if (options.validate === undefined) options.validate = true;
  if (!options.fields) {
    options.fields = Object.keys(model.rawAttributes);
    if (!instance.isNewRecord) options.fields = _.intersection(instance.changed() || [], options.fields);
    options.defaultFields = options.fields;
  }
  if (options.returning === undefined) {
    if (options.association) options.returning = false;
    else if (instance.isNewRecord) options.returning = true;
  }
  return options;
}

/** Completes `options.fields` and sets the timestamps. Returns the name of `updatedAt` if it is to be written. */
function stamp(instance: any, model: any, options: any): string | false {
  const { fields } = options;
  const { createdAt } = model._timestampAttributes;
  const version = model._versionAttribute;
  const primaryKey = model.primaryKeyAttribute;
  let updatedAt: string | false = model._timestampAttributes.updatedAt || false;

  if (updatedAt && fields.length > 0 && !fields.includes(updatedAt)) fields.push(updatedAt);
  if (version && fields.length > 0 && !fields.includes(version)) fields.push(version);

  if (options.silent === true && !(instance.isNewRecord && instance.get(updatedAt, { raw: true }))) {
    _.pull(fields, updatedAt);
    updatedAt = false;
  }
  if (instance.isNewRecord === true) {
    if (createdAt && !fields.includes(createdAt)) fields.push(createdAt);
    if (primaryKey && model.rawAttributes[primaryKey]?.defaultValue && !fields.includes(primaryKey))
      fields.unshift(primaryKey);
  } else if (instance.isNewRecord === false && primaryKey && instance.get(primaryKey, { raw: true }) === undefined) {
    throw new Error(
      'You attempted to save an instance with no primary key, this is not allowed since it would result in a global update'
    );
  }

  const time = currentTime(model);
  if (updatedAt && !options.silent && fields.includes(updatedAt))
    instance.dataValues[updatedAt] = timestampValue(model, updatedAt, time);
  if (instance.isNewRecord && createdAt && !instance.dataValues[createdAt]) {
    instance.dataValues[createdAt] = timestampValue(model, createdAt, time);
  }
  return updatedAt;
}

/** What the hook changed beyond the listed fields is saved too, and validated, unless the caller listed the fields. */
async function runBeforeHook(instance: any, model: any, options: any, updatedAt: string | false): Promise<void> {
  const before: any = _.pick(instance.dataValues, options.fields);
  let ignored = _.difference<string>(instance.changed() || [], options.fields);
  if (updatedAt && options.fields.includes(updatedAt)) ignored = _.without(ignored, updatedAt);

  await model.runHooks(`before${event(instance.isNewRecord)}`, instance, options);

  if (!options.defaultFields || instance.isNewRecord) return;
  const after: any = _.pick(instance.dataValues, _.difference<string>(instance.changed() || [], ignored));
  const changedByHook = Object.keys(after).filter(name => after[name] !== before[name]);
  options.fields = _.uniq(options.fields.concat(changedByHook));
  await validateAgain(instance, model, options, changedByHook);
}

/** v6 validates an update a second time, restricted to what the hook changed, even if that is nothing. */
async function validateAgain(instance: any, model: any, options: any, changedByHook: string[]): Promise<void> {
  if (!options.validate || !options.defaultFields || instance.isNewRecord || needsNoValidation(instance, options))
    return;
  options.skip = _.difference(Object.keys(model.rawAttributes), changedByHook);
  await instance.validate(options);
  delete options.skip;
}

/** Runs the statement; resolves to the instance the query interface gives back, which is `instance` unless stubbed. */
async function write(instance: any, model: any, values: any, options: any): Promise<any> {
  const version = model._versionAttribute;
  const { queryInterface } = model;
  const table = model.getTableName(options);
  if (instance.isNewRecord) {
    const [inserted, rows] = await queryInterface.insert(instance, table, values, options);
    if (version) checkVersion(model, inserted, rows, values, undefined);
    return inserted;
  }
  const where = instance.where(true);
  if (version) {
    const field = versionField(model);
    values[field] = (parseInt(values[field], 10) || 0) + 1;
  }
  const [updated, rows] = await queryInterface.update(instance, table, values, where, options);
  if (version) checkVersion(model, updated, rows, values, where);
  return updated;
}

function versionField(model: any): string {
  return model.rawAttributes[model._versionAttribute]?.field || model._versionAttribute;
}

/** No row written means that somebody else wrote this version first. */
function checkVersion(model: any, result: any, rows: number, values: any, where: any): void {
  if (rows < 1) throw new OptimisticLockError({ modelName: model.name, values, where });
  result.dataValues[model._versionAttribute] = values[versionField(model)];
}

/**
 * Values the statement got that the result does not have. The usual result is the instance they came from: it lacks some
 * only if two attributes have one column.
 */
function takeOver(model: any, instance: any, result: any, values: any): void {
  if (result === instance && !sharesColumns(model)) return;
  for (const name of Object.keys(model.rawAttributes)) {
    const { field } = model.rawAttributes[name];
    if (!field || field === name || values[field] === undefined) continue;
    values[name] = values[field];
    delete values[field];
  }
  Object.assign(values, result.dataValues);
  Object.assign(result.dataValues, values);
}

const sharing = new WeakMap<object, boolean>();

function sharesColumns({ rawAttributes, fieldRawAttributesMap }: any): boolean {
  let shares = sharing.get(fieldRawAttributesMap);
  if (shares === undefined) {
    shares = Object.keys(fieldRawAttributesMap).length < Object.keys(rawAttributes).length;
    sharing.set(fieldRawAttributesMap, shares);
  }
  return shares;
}

/** What was written is no longer changed. An instance whose attributes were all written is as good as read. */
function settle(instance: any, result: any, fields: string[], model: any): void {
  if (result === instance && coversChanges(instance, fields, model)) {
    forget(instance);
  } else {
    const previous = result === instance ? previousValues(instance) : result._previousDataValues;
    for (const name of fields) {
      previous[name] = result.dataValues[name];
      instance.changed(name, false);
    }
  }
  instance.isNewRecord = false;
}

function coversChanges(instance: any, fields: string[], model: any): boolean {
  if (fields.length < Object.keys(model.rawAttributes).length) return false;
  for (const name of instance[CHANGED] ?? []) if (!fields.includes(name)) return false;
  return true;
}
