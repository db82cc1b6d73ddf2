/**
 * Loads an include by a statement of its own, for all parents at once, so that the objects are those a join gives: each
 * parent has rows of its own, keys that were read only to tell rows apart are taken away again, and rows of a join model
 * lie under its name.
 *
 * HasMany with `separate: true` is v6's (`separate.ts`); this is for the other associations and for `strategy: 'select'`.
 */
import _ from '../../packages/lodash';
import { BelongsTo, BelongsToMany } from '../../associations';
import { Op } from '../../operators';
import { cloneOptions, handOver } from '../clone';
import { copyFound } from '../instance/build';
import { skipScope } from '../scopes';
import { keyText } from './keys';
import { linkedRows } from './linked';

/** What an include reads by its own statement; made while includes are completed (`validate.ts`). */
export interface Loading {
  /** The attributes the caller wants; nothing means all. */
  attributes: any;
  where: any;
  /** As given, still to be completed. */
  include: any[] | undefined;
  order?: any[];
  /** False where the caller did not ask for a statement: a join runs no hooks of the target. */
  hooks?: boolean;
  /** `separate: true` was given. */
  isAsked?: boolean;
}

/** Rows of the target and the key of the parent each belongs to, in their order. */
export type Pair = readonly [key: unknown, row: any];

/** Options of the parents' statement that say what it reads; the others (transaction, logging …) hold for this one, too. */
const NOT_INHERITED = [
  'include', 'attributes', 'originalAttributes', 'order', 'where', 'limit', 'offset', 'plain', 'group', 'having', 'raw',
  'nest', 'paranoid', 'rejectOnEmpty', 'subQuery', 'groupedLimit', 'includeIgnoreAttributes', 'distinct', 'indexHints',
  'tableHint', 'through', 'dotNotation', 'scope', 'schema', 'borrowed', 'loading', 'parent', 'model', 'tableNames', 'hasJoin',
  'topModel', 'topLimit', 'includeNames', 'includeMap', 'hasSingleAssociation', 'hasMultiAssociation', 'hasDuplicating',
  'hasRequired', 'hasWhere', 'hasIncludeWhere', 'hasIncludeRequired', 'hasParentWhere', 'hasParentRequired', 'fieldMap',
  'type', 'instance', 'keysEscaped', 'aliasesMapping', 'aliasesByTable', 'includeAliases', 'joinTableAttributes', 'hooks'
]; // prettier-ignore
/** Options of an include that hold for its own statement. */
const INCLUDE_OPTIONS = ['paranoid', 'order', 'logging', 'benchmark', 'transaction', 'searchPath', 'lock', 'hooks'];

/** The attribute of the source and that of the target (or of the join model) that have to be equal. */
export function keysOf(association: any): { own: string; other: string } {
  const { foreignKey, targetKey } = association;
  // v6: where `sourceKey` names no attribute, the primary key is meant
  const sourceKey = association.sourceKeyAttribute ?? association.sourceKey;
  return association instanceof BelongsTo
    ? { own: foreignKey, other: targetKey }
    : { own: sourceKey, other: foreignKey };
}

/** Loads the rows of an include into the instances that have it. */
export async function loadRelated(instances: any[], include: any, options: any): Promise<void> {
  const { association, as, loading } = include;
  // joined only to be referred to
  if (Array.isArray(loading.attributes) && loading.attributes.length === 0) return;
  const { own } = keysOf(association);
  const keys = distinct(instances.map(instance => instance.get(own, { raw: true })));
  const pairs = keys.length === 0 ? [] : await pairsOf(keys, include, options);
  place(instances, own, as, pairs, association.isMultiAssociation);
}

function distinct(keys: unknown[]): unknown[] {
  const known = new Map<string, unknown>();
  for (const key of keys) if (key !== null && key !== undefined) known.set(keyText(key), key);
  return [...known.values()];
}

function pairsOf(keys: unknown[], include: any, options: any): Promise<Pair[]> {
  const read = (where: any, more: any) => readTarget(include, options, where, more);
  return include.association instanceof BelongsToMany ? linkedRows(keys, include, read) : ownRows(keys, include, read);
}

/** Rows that have the key themselves. */
async function ownRows(keys: unknown[], include: any, read: Read): Promise<Pair[]> {
  const { other } = keysOf(include.association);
  const { attributes, borrowed } = withKey(include.model, include.loading.attributes, other);
  const rows = await read({ [other]: { [Op.in]: keys } }, { attributes });
  const pairs = rows.map(row => [row.get(other, { raw: true }), row] as const);
  if (borrowed) withdraw(rows, [other]);
  return pairs;
}

/** Runs `findAll` of the target under a further condition. */
export type Read = (where: any, more: any) => Promise<any[]>;

function readTarget(include: any, options: any, where: any, more: any): Promise<any[]> {
  const { model, loading, association } = include;
  const own = _.pick(include, INCLUDE_OPTIONS);
  const read: any = { ..._.omit(options, NOT_INHERITED), ...own, ...more };
  read.hooks = loading.hooks ?? own.hooks ?? options.hooks;
  read.where = where && loading.where ? { [Op.and]: [where, loading.where] } : (where ?? loading.where);
  const nested = loading.include && !more.groupedLimit ? cloneOptions(loading.include) : [];
  const further = [...(more.include ?? []), ...nested];
  if (further.length > 0) read.include = further;
  else delete read.include;
  if (loading.order) read.order = loading.order;
  // One row has no order, and the first of one is that one.
  if (association.isSingleAssociation) delete read.order;
  skipScope(read);
  return model.findAll(handOver(read));
}

/** Attributes with a key among them; `borrowed` if it was not. */
export function withKey(model: any, asked: any, key: string): { attributes: any; borrowed: boolean } {
  if (!asked) return { attributes: undefined, borrowed: false };
  const listed: any = { attributes: asked };
  model._expandAttributes(listed);
  const attributes: any[] = listed.attributes;
  const borrowed = !attributes.some(one => (Array.isArray(one) ? one[1] : one) === key);
  return { attributes: borrowed ? [...attributes, key] : attributes, borrowed };
}

/** Takes borrowed attributes from instances. */
export function withdraw(instances: any[], names: string[]): void {
  for (const { dataValues, _options } of instances) {
    for (const name of names) delete dataValues[name];
    const { attributes } = _options;
    if (attributes?.some((name: string) => names.includes(name))) {
      _options.attributes = attributes.filter((name: string) => !names.includes(name));
    }
  }
}

/** Gives every instance its rows. A row that several of them have is copied, as each has objects of its own. */
function place(instances: any[], own: string, as: string, pairs: Pair[], isMany: boolean): void {
  const rowsByKey = new Map<string, any[]>();
  for (const [key, row] of pairs) {
    const text = keyText(key);
    const rows = rowsByKey.get(text);
    if (rows) rows.push(row);
    else rowsByKey.set(text, [row]);
  }
  const find = (key: unknown) => (key === null || key === undefined ? undefined : rowsByKey.get(keyText(key)));
  refuseStrangers(instances, own, as, rowsByKey);
  const given = new Set<any>();
  const once = (row: any) => {
    if (given.has(row)) return copyFound(row);
    given.add(row);
    return row;
  };
  for (const instance of instances) {
    const rows = find(instance.get(own, { raw: true })) ?? [];
    // v6: of several rows in a relation to one, the last is kept.
    const related = isMany ? rows.map(once) : rows.length === 0 ? null : once(rows[rows.length - 1]);
    instance[as] = instance.dataValues[as] = related;
  }
}

/** A database that compares regardless of case, say, answers with keys that no parent has. */
function refuseStrangers(instances: any[], own: string, as: string, rowsByKey: Map<string, any[]>): void {
  const known = new Set(instances.map(instance => keyText(instance.get(own, { raw: true }))));
  for (const key of rowsByKey.keys()) {
    if (known.has(key)) continue;
    throw new TypeError(
      `Rows of ${as} have the key "${key}", which is the ${own} of none of its parents; include it by strategy 'join'.`
    );
  }
}
