/** `count`, `sum`, `min`, `max`, `aggregate` and `findAndCountAll`. */
import _ from '../../packages/lodash';
import { nextTurn } from '../../bridge/border';
import { DataTypes } from '../../data-types';
import { DatabaseError } from '../../errors';
import { hasHooksFor } from '../../hooks';
import { isPlainObject } from '../../objects/plain';
import { mapOptionFieldNames } from '../../utils';
import { noDoubleNestedGroup } from '../../utils/deprecations';
import { cloneOptions } from '../clone';
import { adoptClsTransaction } from '../cls-transaction';
import { meansCount, warnOfJoinedCount } from './count-warnings';

/** One value, or with `plain: false` (grouping) the rows. The value is converted by `options.dataType`. */
export async function aggregate(model: any, attribute: string, aggregateFunction: string, given: any): Promise<any> {
  let options = cloneOptions(given);
  // a scope's attributes would add columns that are not aggregated
  const { attributes } = options;
  model._injectScope(options);
  options.attributes = attributes;
  model._conformIncludes(options, model);
  if (options.include) {
    model._expandIncludeAll(options);
    model._validateIncludedElements(options);
  }

  options.attributes = _.unionBy(
    options.attributes,
    flatGroup(options.group),
    [[aggregateExpression(model, attribute, aggregateFunction, options), aggregateFunction]],
    (item: any) => (Array.isArray(item) ? item[1] : item)
  );
  options.dataType = resultType(model, attribute, options.dataType);

  mapOptionFieldNames(options, model);
  options = model._paranoidClause(model, options);
  return await model.queryInterface.rawSelect(model.getTableName(options), options, aggregateFunction, model);
}

function aggregateExpression(model: any, attribute: string, aggregateFunction: string, options: any): any {
  const { sequelize } = model;
  const column = sequelize.col(model.rawAttributes[attribute]?.field || attribute);
  return sequelize.fn(aggregateFunction, options.distinct ? sequelize.fn('DISTINCT', column) : column);
}

function flatGroup(group: any): any {
  if (!Array.isArray(group) || !Array.isArray(group[0])) return group;
  noDoubleNestedGroup();
  return _.flatten(group);
}

function resultType(model: any, attribute: string, wanted: any): any {
  if (wanted) return model.sequelize.normalizeDataType(wanted);
  return model.rawAttributes[attribute]?.type || new (DataTypes as any).FLOAT();
}

export async function count(model: any, given: any): Promise<any> {
  const options = cloneOptions(given);
  if (options.hooks === undefined) options.hooks = true;
  adoptClsTransaction(model, options);
  options.raw = true;
  if (options.hooks && hasHooksFor(model, 'beforeCount')) await model.runHooks('beforeCount', options);

  let column = options.col || '*';
  if (options.include) column = `${model.name}.${options.col || model.primaryKeyField}`;
  if (options.distinct && column === '*') column = model.primaryKeyField;

  options.plain = !options.group;
  options.dataType = new (DataTypes as any).INTEGER();
  options.includeIgnoreAttributes = false;
  // null rather than undefined: a scope must not set them
  options.limit = null;
  options.offset = null;
  options.order = null;

  const result = await model.aggregate(column, 'count', options);
  // grouped counts come as text from some databases
  return Array.isArray(result) ? result.map(row => ({ ...row, count: Number(row.count) })) : result;
}

export async function findAndCountAll(model: any, options: any): Promise<any> {
  if (options !== undefined && !isPlainObject(options)) {
    throw new Error(
      'The argument passed to findAndCountAll must be an options object, use findByPk if you wish to pass a single primary key value'
    );
  }
  const countOptions = cloneOptions(options);
  if (countOptions.attributes) countOptions.attributes = undefined;
  if (options) warnOfJoinedCount(model, options);
  if (options?.distinct) meansCount(options);
  const [total, rows] = await bothOf(model.count(countOptions), model.findAll(options));
  return { count: total, rows: total === 0 ? [] : rows };
}

/** What both give. If both fail, the failure of the one that v6 sees fail first. */
async function bothOf(counting: unknown, finding: unknown): Promise<any[]> {
  const failures: unknown[] = [];
  const remember = (place: number) => (error: unknown) => {
    failures[place] = error;
    throw error;
  };
  try {
    return await Promise.all(
      [counting, finding].map((one, place) => Promise.resolve(one).then(undefined, remember(place)))
    );
  } catch (first) {
    // what fails before anything is sent has failed by then
    await nextTurn(undefined);
    const isUnsent = (error: unknown) => error !== undefined && !(error instanceof DatabaseError);
    return Promise.reject([...failures, first].find(isUnsent) ?? failures[0] ?? first);
  }
}
