/** What people expect of `distinct` and of counting, and v6 does not do. */
import { isPlainObject } from '../../objects/plain';
import { warnOnce } from '../warn-once';

/** Options whose `distinct` is for the count that goes with the finder. */
const counted = new WeakSet<object>();

export function meansCount(options: object): void {
  counted.add(options);
}

/** v6: `distinct` has no effect on finders. */
export function warnOfDistinct(model: any, options: object): void {
  if (counted.has(options)) return;
  warnOnce(
    'SEQUELIZE_RS_DISTINCT',
    model.name,
    `distinct has no effect on ${model.name}.findAll: only count and findAndCountAll know it.`
  );
}

/** v6: `findAndCountAll` counts joined rows unless it is told `distinct`. */
export function warnOfJoinedCount(model: any, { include, limit, distinct, group }: any): void {
  if (!include || !limit || distinct !== undefined || group) return;
  const includes: any[] = Array.isArray(include) ? include : [include];
  if (!includes.some(one => repeatsRows(model, one))) return;
  warnOnce(
    'SEQUELIZE_RS_COUNT_JOINED',
    model.name,
    `${model.name}.findAndCountAll counts joined rows: a ${model.name} with several included rows counts several times. ` +
      'Say distinct: true to count each once, or distinct: false if this is meant.'
  );
}

function repeatsRows(model: any, include: any): boolean {
  const association = associationOf(model, include);
  if (!association) return false;
  const isObject = isPlainObject(include);
  if (isObject && ((include as any).separate || (include as any).limit)) return false;
  if (association.isMultiAssociation) return true;
  const further = isObject ? (include as any).include : undefined;
  if (!further) return false;
  return (Array.isArray(further) ? further : [further]).some((one: any) => repeatsRows(association.target, one));
}

function associationOf(model: any, include: any): any {
  if (typeof include === 'string') return model.associations[include];
  if (include?.associationType) return include;
  if (typeof include === 'function') return model.getAssociationForAlias(include, undefined);
  if (!isPlainObject(include)) return undefined;
  const { association, model: target, as } = include as any;
  if (association) return associationOf(model, association);
  return target ? model.getAssociationForAlias(target, as) : undefined;
}
