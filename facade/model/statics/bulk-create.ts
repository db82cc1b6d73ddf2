/**
 * `bulkCreate`: many new records in one INSERT, or one by one with `individualHooks`.
 * Order, as in v6: instances → before hook → validation (only if asked) → records they refer to → statement →
 * generated keys → records that refer to them → after hook.
 */
import _ from '../../packages/lodash';
import { AggregateError, BulkRecordError } from '../../errors';
import { hasHooksFor } from '../../hooks';
import { cloneOptions } from '../clone';
import { adoptClsTransaction } from '../cls-transaction';
import { takesTables } from '../../dialects/abstract/query-interface/rows';
import { RowTable } from '../../lowering/row-table';
import { toFieldValues } from '../fields';
import { newRecordOptions, prepareIncludes } from '../instance/build';
import { forget } from '../state';
import { currentTime } from '../timestamps';
import { createReferred, createReferring, type Level } from './bulk-create-relations';
import { conflictKeys } from './conflict-keys';
import { takeGeneratedValues } from './generated-values';

const UPDATES_ON_DUPLICATE = new Set(['mysql', 'mariadb', 'sqlite', 'postgres']);

export async function bulkCreate(model: any, records: any[], given: any): Promise<any[]> {
  if (!records.length) return [];
  const options = { ...cloneOptions(given), model };
  adoptClsTransaction(model, options);
  prepareIncludes(model, options);
  const buildOptions = options.include ? recordsWithIncludes(options) : newRecordOptions(model);
  const instances = records.map(values => model.build(values, buildOptions));
  return await createAll(instances, options, currentTime(model));
}

/** Build options of records that bring others along. Includes are the same for all and completed once. */
function recordsWithIncludes({ include, includeNames, includeMap }: any): any {
  return { isNewRecord: true, include, includeNames, includeMap, includeValidated: true };
}

/** Creates instances of `given.model`, which are all of one level of a tree of includes, and those below it. */
async function createAll(instances: any[], given: any, time: Date): Promise<any[]> {
  const { model } = given;
  const options = completeOptions(model, given);
  const level: Level = { instances, options, create: (related, own) => createAll(related, own, time) };
  const bringsOthers = Boolean(options.include?.length);

  if (options.hooks && hasHooksFor(model, 'beforeBulkCreate'))
    await model.runHooks('beforeBulkCreate', instances, options);
  if (options.validate) await validateAll(instances, options);
  if (options.individualHooks) {
    await saveOneByOne(instances, options);
  } else {
    if (bringsOthers) await createReferred(level);
    await insertAll(model, instances, options, time);
  }
  if (bringsOthers) await createReferring(level);
  settle(model, instances);
  if (options.hooks && hasHooksFor(model, 'afterBulkCreate'))
    await model.runHooks('afterBulkCreate', instances, options);
  return instances;
}

function completeOptions(model: any, given: any): any {
  const options = { validate: false, hooks: true, individualHooks: false, ignoreDuplicates: false, ...given };
  if (options.returning === undefined) options.returning = !options.association;
  checkAbilities(model, options);
  options.fields = options.fields || Object.keys(model.rawAttributes);
  if (options.updateOnDuplicate !== undefined)
    options.updateOnDuplicate = updatableAttributes(model, options.updateOnDuplicate);
  return options;
}

function checkAbilities(model: any, options: any): void {
  const { dialect } = model.sequelize.options;
  const { inserts } = model.sequelize.dialect.supports;
  if (options.ignoreDuplicates && !inserts.ignoreDuplicates && !inserts.onConflictDoNothing) {
    throw new Error(`${dialect} does not support the ignoreDuplicates option.`);
  }
  if (options.updateOnDuplicate && !UPDATES_ON_DUPLICATE.has(dialect)) {
    throw new Error(`${dialect} does not support the updateOnDuplicate option.`);
  }
}

/** `createdAt` is never updated; unknown names drop out. */
function updatableAttributes(model: any, names: any): string[] {
  if (!Array.isArray(names) || names.length === 0)
    throw new Error('updateOnDuplicate option only supports non-empty array.');
  return _.intersection(_.without(Object.keys(model.tableAttributes), model._timestampAttributes.createdAt), names);
}

/** All instances are validated before the first error is told. */
async function validateAll(instances: any[], options: any): Promise<void> {
  const errors: Error[] = [];
  const validateOptions = { ...options, hooks: options.individualHooks };
  await Promise.all(
    instances.map(async instance => {
      try {
        await instance.validate(validateOptions);
      } catch (error) {
        errors.push(new BulkRecordError(error as Error, instance));
      }
    })
  );
  delete options.skip;
  if (errors.length) throw new AggregateError(errors);
}

async function saveOneByOne(instances: any[], options: any): Promise<void> {
  await Promise.all(
    instances.map(instance => {
      const individual = { ...options, validate: false, hooks: true };
      delete individual.fields;
      delete individual.individualHooks;
      delete individual.ignoreDuplicates;
      return instance.save(individual);
    })
  );
}

async function insertAll(model: any, instances: any[], options: any, time: Date): Promise<void> {
  const rows = toRows(model, instances, options, time);
  const attributesByField: any = {};
  for (const name of Object.keys(model.tableAttributes)) {
    attributesByField[model.rawAttributes[name].field || name] = model.rawAttributes[name];
  }

  const fieldOf = (name: string) => model.rawAttributes[name]?.field || name;
  if (options.updateOnDuplicate) {
    options.updateOnDuplicate = options.updateOnDuplicate.map(fieldOf);
    options.upsertKeys = options.conflictAttributes ? options.conflictAttributes.map(fieldOf) : conflictKeys(model);
  }
  if (Array.isArray(options.returning)) options.returning = options.returning.map(fieldOf);

  const results = await model.queryInterface.bulkInsert(model.getTableName(options), rows, options, attributesByField);
  if (Array.isArray(results)) takeGeneratedValues(model, instances, results);
}

/**
 * Column values of every instance, from what hooks and validation left in it; timestamps that are missing are set.
 * A table of them where that says the same as an object for each.
 */
function toRows(model: any, instances: any[], options: any, time: Date): any[] | RowTable {
  const { fields } = options;
  const stamped = Object.values<string>(_.pick(model._timestampAttributes, ['createdAt', 'updatedAt'])).filter(Boolean);
  const stamp = (values: any) => {
    for (const name of stamped) {
      if (values[name]) continue;
      values[name] = time;
      if (!fields.includes(name)) fields.push(name);
    }
  };
  if (instances.length > 0) stamp(instances[0].dataValues);
  // v6: a timestamp that joins the fields with a later row is none of the rows' before.
  if (stamped.every(name => fields.includes(name)) && takesTables(model.queryInterface, options)) {
    for (const { dataValues } of instances) stamp(dataValues);
    const table = toTable(model, instances, fields);
    if (table !== undefined) return table;
  }
  return instances.map(({ dataValues }) => {
    stamp(dataValues);
    return toFieldValues(dataValues, fields, model);
  });
}

function toTable(model: any, instances: any[], fields: string[]): RowTable | undefined {
  const virtual: Set<string> | undefined = model._hasVirtualAttributes ? model._virtualAttributes : undefined;
  const names = virtual === undefined ? fields : fields.filter(name => !virtual.has(name));
  const columns = names.map(name => model.rawAttributes[name]?.field || name);
  return RowTable.of(
    columns,
    names,
    instances.map(({ dataValues }) => dataValues)
  );
}

/** What the database holds now is what the instances hold; values that came under a column name get their attribute's. */
function settle(model: any, instances: any[]): void {
  const renamed = Object.keys(model.rawAttributes).filter(name => {
    const { field } = model.rawAttributes[name];
    return field && field !== name;
  });
  for (const instance of instances) {
    const { dataValues } = instance;
    for (const name of renamed) {
      const { field } = model.rawAttributes[name];
      if (dataValues[field] === undefined) continue;
      dataValues[name] = dataValues[field];
      delete dataValues[field];
    }
    forget(instance);
    instance.isNewRecord = false;
  }
}
