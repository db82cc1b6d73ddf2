/** `findOrBuild`, `findOrCreate`, `findCreateFind`: the row, and whether it is new. */
import _ from '../../packages/lodash';
import { EmptyResultError, UniqueConstraintError } from '../../errors';
import { isPlainObject } from '../../objects/plain';
import { defaults, flattenObjectDeep, intersects } from '../../utils';
import { logger } from '../../utils/logger';
import { adoptClsTransaction } from '../cls-transaction';

function checkWhere(method: string, options: any, argumentCount: number): void {
  if (options && options.where && argumentCount <= 1) return;
  throw new Error(
    `Missing where attribute in the options parameter passed to ${method}. ` +
      'Please note that the API has changed, and is now options only (an object with where, defaults keys, transaction etc.)'
  );
}

/** What a new row gets: the defaults, and from the where what they do not say. */
function newValues(options: any): any {
  const values = { ...options.defaults };
  return isPlainObject(options.where) ? defaults(values, options.where) : values;
}

export async function findOrBuild(model: any, options: any, argumentCount: number): Promise<[any, boolean]> {
  checkWhere('findOrBuild', options, argumentCount);
  const found = await model.findOne(options);
  return found === null ? [model.build(newValues(options), options), true] : [found, false];
}

/** Runs in a transaction of its own (committed even after an error, as in v6), or in a savepoint of the given one. */
export async function findOrCreate(model: any, given: any, argumentCount: number): Promise<[any, boolean]> {
  checkWhere('findOrCreate', given, argumentCount);
  const options = { ...given };
  warnOfUnknownDefaults(model, options.defaults);
  adoptClsTransaction(model, options);

  const isOwnTransaction = !options.transaction;
  let transaction: any;
  try {
    transaction = await model.sequelize.transaction(options);
    options.transaction = transaction;

    const found = await model.findOne(defaults({ transaction }, options));
    if (found !== null) return [found, false];

    options.exception = true;
    options.returning = true;
    try {
      return [await createOrConflict(model, newValues(options), options), true];
    } catch (error) {
      if (!(error instanceof UniqueConstraintError)) throw error;
      checkConflict(model, options, error);
      const other = await model.findOne(
        defaults({ transaction: isOwnTransaction ? null : transaction } as any, options)
      );
      if (other === null) throw error;
      return [other, false];
    }
  } finally {
    if (isOwnTransaction && transaction) await transaction.commit();
  }
}

function warnOfUnknownDefaults(model: any, given: any): void {
  if (!given) return;
  const unknown = Object.keys(given).filter(name => !model.rawAttributes[name]);
  if (unknown.length) logger.warn(`Unknown attributes (${unknown}) passed to defaults option of findOrCreate`);
}

/** A statement that swallows the conflict gives no primary key. */
async function createOrConflict(model: any, values: any, options: any): Promise<any> {
  const created = await model.create(values, options);
  if (created.get(model.primaryKeyAttribute, { raw: true }) === null) throw new UniqueConstraintError(undefined as any);
  return created;
}

/** Rethrows a conflict that looking for the row again cannot solve: about a default, or about another value. */
function checkConflict(model: any, options: any, error: any): void {
  const fieldOf = (name: string) => model.rawAttributes[name]?.field || name;
  const whereFields = Object.keys(flattenObjectDeep(options.where)).map(path => fieldOf(_.last(path.split('.'))!));
  const defaultFields =
    options.defaults &&
    Object.keys(options.defaults)
      .filter(name => model.rawAttributes[name])
      .map(fieldOf);

  const conflicting = Object.keys(error.fields);
  const isAboutWhere = intersects(conflicting, whereFields);
  if (defaultFields && !isAboutWhere && intersects(conflicting, defaultFields)) throw error;
  if (!isAboutWhere) return;

  for (const field of conflicting) {
    const name = model.fieldRawAttributesMap[field].fieldName;
    const value: any = error.fields[field];
    if (value.toString() !== options.where[name].toString()) {
      throw new Error(
        `${model.name}#findOrCreate: value used for ${name} was not equal for both the find and the create calls, '${options.where[name]}' vs '${value}'`
      );
    }
  }
}

export async function findCreateFind(model: any, options: any): Promise<[any, boolean]> {
  if (!options || !options.where)
    throw new Error('Missing where attribute in the options parameter passed to findCreateFind.');

  const found = await model.findOne(options);
  if (found) return [found, false];
  try {
    const createOptions = { ...options };
    // an error would end a PostgreSQL transaction
    if (options.transaction && model.sequelize.options.dialect === 'postgres') createOptions.ignoreDuplicates = true;
    return [await model.create(newValues(options), createOptions), true];
  } catch (error) {
    if (!(error instanceof UniqueConstraintError) && !(error instanceof EmptyResultError)) throw error;
    return [await model.findOne(options), false];
  }
}
