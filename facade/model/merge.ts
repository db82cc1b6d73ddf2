/**
 * How option objects are merged: scopes into options, scopes into scopes. v6 `Model._baseMerge`, `_mergeFunction`.
 * Arrays are united; `where` and `having` are merged key by key, or combined with AND under
 * `whereMergeStrategy: 'and'`; `attributes` objects are merged list by list; everything else: the source wins.
 */
import _ from '../packages/lodash';
import { Op } from '../operators';
import { SequelizeMethod } from '../expressions';
import { cloneDeep, getComplexKeys } from '../utils';

export function baseMerge(model: any, target: any, sources: any[], merge: (...args: any[]) => any): any {
  _.assignWith(target, ...sources, merge);
  model._conformIncludes(target, model);
  model._uniqIncludes(target);
  return target;
}

export function mergeValue(model: any, current: any, incoming: any, key: string): any {
  if (Array.isArray(current) && Array.isArray(incoming)) return _.union(current, incoming);

  if (key === 'where' || key === 'having') {
    if (model.options && model.options.whereMergeStrategy === 'and') return bothWheres(current, incoming);
    if (incoming instanceof SequelizeMethod) incoming = { [Op.and]: incoming };
    if (_.isPlainObject(current) && _.isPlainObject(incoming)) return Object.assign(current, incoming);
  } else if (key === 'attributes' && _.isPlainObject(current) && _.isPlainObject(incoming)) {
    return _.assignWith(current, incoming, (mine: any, theirs: any) =>
      Array.isArray(mine) && Array.isArray(theirs) ? _.union(mine, theirs) : undefined
    );
  }

  if (incoming) return cloneDeep(incoming, true);
  return incoming === undefined ? current : incoming;
}

/** Later objects win. */
export function assignOptions(model: any, target: any, ...sources: any[]): any {
  return model._baseMerge(target, ...sources, model._mergeFunction.bind(model));
}

/** The target wins: `defaults` fills in what it does not say. */
export function defaultOptions(model: any, target: any, defaults: any): any {
  return model._baseMerge(target, defaults, (mine: any, theirs: any, key: string) =>
    model._mergeFunction(theirs, mine, key)
  );
}

function bothWheres(left: any, right: any): any {
  const leftParts = andParts(left);
  if (leftParts === undefined) return right;
  const rightParts = andParts(right);
  if (rightParts === undefined) return left;
  return { [Op.and]: _.flatten([leftParts, rightParts]) };
}

/** The content of a sole `Op.and`, so that combined wheres stay flat; undefined for an empty where. */
function andParts(where: any): any {
  if (!_.isObject(where)) return where;
  const keys = getComplexKeys(where);
  if (keys.length === 0) return undefined;
  return keys.length === 1 && keys[0] === Op.and ? (where as any)[Op.and] : where;
}
