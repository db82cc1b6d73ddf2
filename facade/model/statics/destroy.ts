/** `destroy` and `truncate` of many rows. */
import { hasHooksFor } from '../../hooks';
import { isPlainObject } from '../../objects/plain';
import { SequelizeMethod } from '../../expressions';
import { QueryTypes } from '../../query-types';
import { mapOptionFieldNames } from '../../utils';
import { cloneOptions } from '../clone';
import { adoptClsTransaction } from '../cls-transaction';
import { aliveValue } from '../paranoid';
import { currentTime } from '../timestamps';

export async function truncate(model: any, given: any): Promise<any> {
  const options = cloneOptions(given);
  options.truncate = true;
  return await model.destroy(options);
}

/** Resolves to the number of rows. Paranoid models only mark them, unless `force`. */
export async function destroy(model: any, given: any): Promise<any> {
  const options = cloneOptions(given);
  adoptClsTransaction(model, options);
  model._injectScope(options);
  checkWhere(options);
  for (const [name, value] of DEFAULTS) if (options[name] === undefined) options[name] = value;
  options.type = QueryTypes.BULKDELETE;
  mapOptionFieldNames(options, model);
  options.model = model;

  if (options.hooks && hasHooksFor(model, 'beforeBulkDestroy')) await model.runHooks('beforeBulkDestroy', options);
  let instances: any[] = [];
  if (options.individualHooks) {
    const { where, transaction, logging, benchmark } = options;
    instances = await model.findAll({ where, transaction, logging, benchmark });
    await Promise.all(instances.map(instance => model.runHooks('beforeDestroy', instance, options)));
  }

  const result = await remove(model, options);

  if (options.individualHooks)
    await Promise.all(instances.map(instance => model.runHooks('afterDestroy', instance, options)));
  if (options.hooks && hasHooksFor(model, 'afterBulkDestroy')) await model.runHooks('afterBulkDestroy', options);
  return result;
}

const DEFAULTS: ReadonlyArray<[string, unknown]> = [
  ['hooks', true],
  ['individualHooks', false],
  ['force', false],
  ['cascade', false],
  ['restartIdentity', false]
];

function checkWhere(options: any): void {
  if (!options.where && !options.truncate) {
    throw new Error('Missing where or truncate attribute in the options parameter of model.destroy.');
  }
  const { where } = options;
  if (!options.truncate && !isPlainObject(where) && !Array.isArray(where) && !(where instanceof SequelizeMethod)) {
    throw new Error(
      'Expected plain object, array or sequelize method in the options.where parameter of model.destroy.'
    );
  }
}

async function remove(model: any, options: any): Promise<any> {
  const table = model.getTableName(options);
  const { deletedAt } = model._timestampAttributes;
  if (!deletedAt || options.force) return await model.queryInterface.bulkDelete(table, options.where, options, model);

  options.type = QueryTypes.BULKUPDATE;
  const { field } = model.rawAttributes[deletedAt];
  const where = Object.assign({ [field]: aliveValue(model) }, options.where);
  return await model.queryInterface.bulkUpdate(
    table,
    { [field]: currentTime(model) },
    where,
    options,
    model.rawAttributes
  );
}
