/*
 * How `include` and the names of associations in `order` and `group` cross to the compiler. This comment is the
 * contract with `sequelize_sql/src/plan/join` and `plan/subquery.rs`. A property that is undefined is left out.
 *
 * **Association** (wherever one crosses): a plain object, told from others by `associationType`.
 *
 * | property | value |
 * |---|---|
 * | associationType | `BelongsTo`, `HasOne`, `HasMany`, `BelongsToMany` |
 * | as | name of the association |
 * | source, target | models |
 * | isSelfAssociation, isSingleAssociation, isMultiAssociation | booleans |
 * | foreignKey, foreignKeyField, identifier, identifierField | BelongsTo: in the source; HasOne, HasMany: in the target; BelongsToMany: in the through model, refers to the source. `…Field` are columns |
 * | targetKey, targetKeyField, targetKeyIsPrimary, targetIdentifier | BelongsTo, BelongsToMany: what the key refers to in the target |
 * | sourceKey, sourceKeyField, sourceKeyAttribute, sourceKeyIsPrimary, sourceIdentifier | HasOne, HasMany, BelongsToMany: what the key refers to in the source |
 * | otherKey, foreignIdentifier, foreignIdentifierField | BelongsToMany: key in the through model that refers to the target |
 *
 * **Include** (items of `options.include`, and of `include` of an include):
 *
 * | property | value |
 * |---|---|
 * | separate | true: loaded by another statement. Nothing else crosses with it; it only counts as "there is an include" |
 * | as | alias of the joined table |
 * | model | the model read; may be a scoped subclass of the association's target |
 * | association | see above |
 * | attributes | list of column names, `[column or expression, name]` pairs and expressions; absent under `includeIgnoreAttributes: false` |
 * | where | condition on the joined table; keys are columns already |
 * | on | condition instead of the keys' equality |
 * | or | ON and WHERE are bound by OR |
 * | required, right | INNER JOIN; RIGHT OUTER JOIN where supported and not `required` |
 * | subQuery | the join belongs into the subquery, if the statement has one |
 * | subQueryFilter | see below; present only if the subquery has to be filtered by this include |
 * | through | `{ model, as, attributes, where }`: the join model of a BelongsToMany. Present only for those. `attributes` as above |
 * | include | further includes; `separate` and the through model's own are left out |
 * | parent | only on items of `options.include`: `{ as, model, subQuery, isInclude, parent }`, facts of v6's `include.parent`. `as` is absent for the model of the statement; `isInclude`: it has an association; then `parent` is its parent in turn (only when a fragment of a statement is asked for, as by `generateJoin`). The parent of a nested include is the include that holds it |
 *
 * Flags that v6 only needs to find the above (`duplicating`, `hasRequired`, `hasParentWhere` …) do not cross.
 *
 * **subQueryFilter**: the SELECT of v6's `_generateSubQueryFilter`, ready for `selectQuery`. The compiler renders it,
 * drops the `;`, and adds to the statement's `where` (an object; `{}` if there is none; `[Op.and]: []` if it has no
 * `Op.and`) the entry `__<internalAs>`: `( <select> ) IS NOT NULL`.
 *
 * | property | value |
 * |---|---|
 * | table, model | first and third argument of `selectQuery` |
 * | options | its options: `attributes`, `include`, `limit: 1`, `tableAs`, `includeIgnoreAttributes: false`, `model` |
 * | join | `[[table, column], [table, column]]`: names to quote, put together by ` = ` |
 * | isJoinFirst | the condition is `join AND where`, else `where AND join` (v6's `Op.and` of both) |
 * | where | condition of the include, or of its through model; may be absent |
 *
 * **Options** beside `include`: `model`, `mainModel`, `subQuery`, `hasMultiAssociation`, `includeIgnoreAttributes`,
 * `dotNotation`, `limit`, `groupedLimit`. `includeMap`, `includeNames`, `topModel` and parents of options do not cross.
 *
 * **groupedLimit**: `{ on, limit, values, through, keepsOrder }`; `on` is a column's name or an association; `keepsOrder`:
 * united by UNION ALL, also where v6 writes UNION. With a BelongsToMany
 * there is also `include`: the one include (v6's `manyFromSource`) of each member, its `where` holding `Op.placeholder`;
 * `order` and `attributes` of the options are changed already as v6 does: an order's first part is
 * `col('subquery_order_N')`, and each member orders by that, too.
 *
 * **order, group, and the argument of `quote`**: in an array, what v6 resolves to an association (an association, a
 * model, `{ model, as }`, the name of an association of the model before it) crosses as an association. For a join
 * model named behind a BelongsToMany it is `{ associationType: 'Through', as, source, target }`. Strings that follow an
 * association are attributes of its `target`.
 */
import { BelongsToMany } from '../associations';
import { Col } from '../expressions';
import { lowerConditions } from '../lowering/custom-types';
import { Op } from '../operators';
import { mapFinderOptions } from '../utils';
import { associationFacts } from './association-facts';
import { lowerOrder } from './association-path';
import { filterOf, ownCopies } from './include-filter';

/** What the includes of a statement have in common. */
interface Statement {
  /** `includeIgnoreAttributes: false` leaves attributes out. */
  selectsAttributes: boolean;
  hasSubQuery: boolean;
}

/** Options of a SELECT of `model` in the form that crosses; the given ones if they are in it. */
export function lowerSelect(options: any, model: any): any {
  const { include, order, groupedLimit } = options;
  let lowered = options;
  if (include) lowered = { ...lowered, include: lowerIncludes(options) };
  if (groupedLimit?.on !== undefined && typeof groupedLimit.on !== 'string') {
    lowered = lowerGroupedLimit({ ...lowered, model: options.model ?? model });
  }
  const lowerOrders = lowered.order === order ? lowerOrder(order, model) : lowered.order;
  return lowerOrders === lowered.order ? lowered : { ...lowered, order: lowerOrders };
}

function lowerIncludes(options: any): any[] {
  const { include, subQuery, limit, hasMultiAssociation, includeIgnoreAttributes } = options;
  const hasSubQuery = Boolean(subQuery === undefined ? limit && hasMultiAssociation : subQuery);
  const statement: Statement = { selectsAttributes: includeIgnoreAttributes !== false, hasSubQuery };
  const includes: any[] = hasSubQuery ? ownCopies(include) : include;
  return includes.map(one => {
    const lowered = lowerInclude(one, statement);
    if (one.parent && !one.separate) lowered.parent = parentFacts(one.parent, false);
    return lowered;
  });
}

function lowerInclude(include: any, statement: Statement): any {
  if (include.separate) return { separate: true };
  const { model, association, as } = include;
  const lowered: any = { as, model, association: association && associationFacts(association) };
  const where = lowerAttributes(include, lowered, statement);
  if (where) lowered.where = lowerConditions(where, model.rawAttributes);
  // The filters read it again, by columns: with a subquery the include is a copy of ours.
  if (statement.hasSubQuery) include.where = where;
  for (const name of ['on', 'or', 'required', 'right', 'subQuery']) {
    if (include[name] !== undefined) lowered[name] = include[name];
  }
  if (include.through) lowered.through = lowerThrough(include.through);
  if (statement.hasSubQuery && include.subQueryFilter) {
    const filter = filterOf(include);
    if (filter) lowered.subQueryFilter = { ...filter, options: lowerSelect(filter.options, filter.model) };
  }
  const further = include.include?.filter((one: any) => !one.separate && !one._pseudo);
  if (further?.length) lowered.include = further.map((one: any) => lowerInclude(one, statement));
  return lowered;
}

/** Attributes may have been changed by a hook since they were completed, so they are once more. Gives the condition. */
function lowerAttributes(include: any, lowered: any, { selectsAttributes }: Statement): any {
  if (!selectsAttributes) return include.where;
  const { model, attributes, where } = include;
  const mapped = { attributes, where };
  model._expandAttributes(mapped);
  mapFinderOptions(mapped, model);
  lowered.attributes = mapped.attributes;
  return mapped.where;
}

function lowerThrough({ model, as, attributes, where }: any): any {
  return where
    ? { model, as, attributes, where: lowerConditions(where, model.rawAttributes) }
    : { model, as, attributes };
}

/** `isWhole`: with its own parents. */
function parentFacts({ as, model, subQuery, association, parent }: any, isWhole: boolean): any {
  const facts: any = { as, model, subQuery, isInclude: Boolean(association) };
  if (isWhole && parent) facts.parent = parentFacts(parent, true);
  return facts;
}

/** An include that stands alone, as the argument of `generateJoin`. */
export function lowerLoneInclude(include: any): any {
  const lowered = lowerInclude({ ...include, include: undefined }, { selectsAttributes: true, hasSubQuery: false });
  if (include.parent) lowered.parent = parentFacts(include.parent, true);
  return lowered;
}

/** The second argument of `generateJoin`: facts of the statement around it. */
export function lowerTopLevel({ options, subQuery }: any): any {
  const { model, groupedLimit, mainModel } = options;
  return { options: { model, mainModel, groupedLimit: Boolean(groupedLimit) }, subQuery: Boolean(subQuery) };
}

function lowerGroupedLimit(options: any): any {
  const { groupedLimit } = options;
  const { on, link } = groupedLimit;
  const lowered = { ...options, groupedLimit: { ...groupedLimit, on: associationFacts(on) } };
  if (!(on instanceof BelongsToMany)) return lowered;
  const member = memberOf(options);
  // From the source's side, the key that groups is the one that refers to the source.
  if (link) lowered.groupedLimit.on.foreignIdentifierField = (on as any).identifierField;
  lowered.groupedLimit.include = lowerIncludes(member);
  orderByAlias(lowered);
  return lowered;
}

/** The include by which a grouped limit by a BelongsToMany groups. */
function memberOf({ groupedLimit: { on, through, link }, model }: any): any {
  const where = { [Op.placeholder]: true, ...through?.where };
  return model._validateIncludedElements({
    // duplicating: the united rows may repeat, those of one member cannot
    include: [
      link ? { ...link, where } : { association: on.manyFromSource, duplicating: false, required: true, where }
    ],
    model
  });
}

/**
 * The options by which the rows of a grouped limit are read: its own include is one of theirs, so that each row comes
 * once, with what it is grouped by. v6's `selectQuery` writes that into the options.
 */
export function readOptionsOfGroups(options: any, model: any): any {
  const { groupedLimit } = options;
  if (!(groupedLimit?.on instanceof BelongsToMany) || groupedLimit.link) return options;
  const member = memberOf({ groupedLimit, model: options.model ?? model });
  return {
    ...options,
    hasJoin: true,
    hasMultiAssociation: true,
    includeMap: { ...member.includeMap, ...options.includeMap },
    includeNames: [...member.includeNames, ...(options.includeNames ?? [])]
  };
}

/** The order is that of the united rows, so each member has to select what it orders by. */
function orderByAlias(options: any): void {
  if (!Array.isArray(options.order)) return;
  options.attributes = [...options.attributes];
  options.order = options.order.map((order: any, index: number) => {
    const [first, ...rest] = Array.isArray(order) ? order : [order];
    const alias = `subquery_order_${index}`;
    options.attributes.push([first, alias]);
    return [new Col(alias), ...rest];
  });
}
