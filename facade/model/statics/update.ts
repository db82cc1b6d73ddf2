/**
 * `update` of many rows. Order, as in v6: values → validation of one instance made of them → before hook → with
 * `individualHooks` the rows are read and their hooks run → one UPDATE, or one per row if hooks changed rows
 * differently → after hooks.
 */
import _ from '../../packages/lodash';
import { SequelizeMethod } from '../../expressions';
import { hasHooksFor } from '../../hooks';
import { isPlainObject } from '../../objects/plain';
import { nodeAssert } from '../../packages/on-demand';
import { QueryTypes } from '../../query-types';
import { mapOptionFieldNames } from '../../utils';
import { cloneOptions } from '../clone';
import { adoptClsTransaction } from '../cls-transaction';
import { toFieldValues } from '../fields';
import { withoutUndefined } from '../instance/update';
import { currentTime, timestampValue } from '../timestamps';

/** Resolves to `[number of rows]`, or `[number, rows]` with `returning` or `individualHooks`. */
export async function update(model: any, given: any, givenOptions: any): Promise<any> {
  let options = completeOptions(model, cloneOptions(givenOptions));
  let values = chooseValues(model, withoutUndefined(given), options);
  options.model = model;
  if (options.validate) values = await validateValues(model, values, options);

  if (options.hooks) values = await runBulkHook(model, 'beforeBulkUpdate', values, options);

  let valuesToWrite = values;
  let result: any;
  let instances: any[] | undefined;
  if (options.individualHooks) {
    const { where, transaction, logging, benchmark, paranoid } = options;
    instances = (await model.findAll({ where, transaction, logging, benchmark, paranoid })) as any[];
    if (instances.length) {
      const changes = await runBeforeUpdate(model, instances, values, options);
      if (changes) {
        const names = Object.keys(changes);
        if (names.length) {
          valuesToWrite = changes;
          options.fields = _.union(options.fields, names);
        }
      } else {
        instances = await saveOneByOne(instances, options);
        result = [instances.length, instances];
      }
    }
  }

  if (!result) {
    if (isNothingToWrite(model, valuesToWrite)) {
      result = [0];
    } else {
      valuesToWrite = toFieldValues(valuesToWrite, options.fields, model);
      options = mapOptionFieldNames(options, model);
      options.hasTrigger = model.options ? model.options.hasTrigger : false;
      const affected = await model.queryInterface.bulkUpdate(
        model.getTableName(options),
        valuesToWrite,
        options.where,
        options,
        model.tableAttributes
      );
      result = options.returning ? [affected.length, affected] : [affected];
      if (options.returning) instances = affected;
    }
  }

  if (options.individualHooks) {
    await Promise.all(instances!.map(instance => model.runHooks('afterUpdate', instance, options)));
    result[1] = instances;
  }
  if (options.hooks) await runBulkHook(model, 'afterBulkUpdate', values, options);
  return result;
}

const DEFAULTS: ReadonlyArray<[string, unknown]> = [
  ['validate', true],
  ['hooks', true],
  ['individualHooks', false],
  ['returning', false],
  ['force', false],
  ['sideEffects', true]
];

function completeOptions(model: any, options: any): any {
  adoptClsTransaction(model, options);
  model._injectScope(options);
  model._optionsMustContainWhere(options);
  for (const [name, value] of DEFAULTS) if (options[name] === undefined) options[name] = value;
  options = model._paranoidClause(model, options);
  options.type = QueryTypes.BULKUPDATE;
  return options;
}

/** v6 `Model._optionsMustContainWhere`. */
export function optionsMustContainWhere(options: any): void {
  const where = options?.where;
  if (where && (isPlainObject(where) || Array.isArray(where) || where instanceof SequelizeMethod)) return;
  const assert: typeof import('node:assert') = nodeAssert();
  assert(where, 'Missing where attribute in the options parameter');
  assert(false, 'Expected plain object, array or sequelize method in the options.where parameter');
}

/** Only what `fields` lists is written; without a list, all given attributes and `updatedAt`. */
function chooseValues(model: any, values: any, options: any): any {
  const { updatedAt } = model._timestampAttributes;
  if (Array.isArray(options.fields)) {
    for (const name of Object.keys(values)) if (!options.fields.includes(name)) delete values[name];
  } else {
    options.fields = _.intersection(Object.keys(values), Object.keys(model.tableAttributes));
    if (updatedAt && !options.fields.includes(updatedAt)) options.fields.push(updatedAt);
  }
  if (updatedAt && !options.silent) values[updatedAt] = timestampValue(model, updatedAt, currentTime(model));
  return values;
}

/** Setters and hooks of one instance built from the values may change them and, with `sideEffects`, add to them. */
async function validateValues(model: any, values: any, options: any): Promise<any> {
  const { updatedAt } = model._timestampAttributes;
  const probe = model.build(values);
  if (updatedAt) probe.set(updatedAt, values[updatedAt], { raw: true });

  if (options.sideEffects) {
    Object.assign(values, _.pick(probe.get(), probe.changed() || []));
    options.fields = _.union(options.fields, Object.keys(values));
  }

  options.skip = _.difference(Object.keys(model.rawAttributes), Object.keys(values));
  const validated = await probe.validate(options);
  options.skip = undefined;
  return validated && validated.dataValues ? _.pick(validated.dataValues, Object.keys(values)) : values;
}

/** The hook sees the values as `options.attributes` and may replace them. */
async function runBulkHook(model: any, type: any, values: any, options: any): Promise<any> {
  options.attributes = values;
  if (hasHooksFor(model, type)) await model.runHooks(type, options);
  const replaced = options.attributes;
  delete options.attributes;
  return replaced;
}

/** Runs `beforeUpdate` on every row. Returns what all rows agree to change, or nothing if they differ. */
async function runBeforeUpdate(model: any, instances: any[], values: any, options: any): Promise<any> {
  let agreed: any;
  let differs = false;
  await Promise.all(
    instances.map(async instance => {
      // written out first: the values are compared with what was read
      const previous = instance._previousDataValues;
      Object.assign(instance.dataValues, values);
      for (const name in values) if (values[name] !== previous[name]) instance.setDataValue(name, values[name]);

      await model.runHooks('beforeUpdate', instance, options);
      if (differs) return;
      const changes: any = {};
      for (const name in instance.dataValues) {
        if (instance.dataValues[name] !== instance._previousDataValues[name]) changes[name] = instance.dataValues[name];
      }
      if (!agreed) agreed = changes;
      else differs = !_.isEqual(agreed, changes);
    })
  );
  return differs ? undefined : agreed;
}

function saveOneByOne(instances: any[], options: any): Promise<any[]> {
  return Promise.all(
    instances.map(instance => {
      const individual = { ...options, hooks: false, validate: false };
      delete individual.individualHooks;
      return instance.save(individual);
    })
  );
}

/** `updatedAt` alone is no reason to write. */
function isNothingToWrite(model: any, values: any): boolean {
  const names = Object.keys(values);
  return names.length === 0 || (names.length === 1 && !!values[model._timestampAttributes.updatedAt]);
}
