/**
 * `strategy` of an include: whether its rows come in the statement of what includes it (`join`) or by one of their own
 * (`select`). `auto` selects relations to many where joining several of them would multiply rows.
 *
 * A statement of its own must give what the join gives. Where the join does more than bring rows (it filters, orders,
 * or is referred to), the include stays joined; `needsJoin` is the list of these cases.
 */
import { EagerLoadingError } from '../../errors';
import { isPlainObject } from '../../objects/plain';
import { movableOrders, stepsOf, tellsParentsApart } from './order-paths';
import { mentions, refersOutside, hasText } from './references';

export type IncludeStrategy = 'join' | 'select' | 'auto';

const STRATEGIES: ReadonlySet<unknown> = new Set(['join', 'select', 'auto']);

/** Options of `findAll` calls: only these load included rows. */
const finders = new WeakSet<object>();

/** Includes that asked for a statement of their own, and how. */
const wanted = new WeakMap<object, IncludeStrategy>();

/** Lets the includes of these options, at all depths, have statements of their own. */
export function allowStrategies(options: object): void {
  finders.add(options);
}

/** @throws EagerLoadingError for anything that is no strategy. */
export function checkStrategy(strategy: unknown, name = 'strategy'): void {
  if (strategy === undefined || STRATEGIES.has(strategy)) return;
  throw new EagerLoadingError(`${name} must be 'join', 'select' or 'auto', not ${describe(strategy)}.`);
}

function describe(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/** Notes which of the elements of `options.include`, all of one level, ask for a statement of their own. */
export function noteStrategies(model: any, options: any): void {
  if (!finders.has(topOf(options))) return;
  const usual = model.sequelize.options.includeStrategy;
  let isMultiplying: boolean | undefined;
  for (const include of options.include) {
    if (!isPlainObject(include) || (include as any)._pseudo) continue;
    checkStrategy((include as any).strategy);
    const strategy = (include as any).strategy ?? usual;
    wanted.delete(include);
    if (strategy === 'select') wanted.set(include, strategy);
    if (strategy !== 'auto' || !isToMany(model, include)) continue;
    isMultiplying ??= options.include.filter((one: any) => multiplies(model, one)).length > 1;
    if (isMultiplying) wanted.set(include, strategy);
  }
}

function isToMany(model: any, include: any): boolean {
  return Boolean(associationOf(model, include)?.isMultiAssociation);
}

/** Whether joining an include gives several rows for one. */
function multiplies(model: any, include: any): boolean {
  if (include._pseudo || include.separate || include.limit) return false;
  const association = associationOf(model, include);
  if (!association) return false;
  if (association.isMultiAssociation) return true;
  return furtherOf(include).some(one => multiplies(include.model, one));
}

function associationOf(model: any, include: any): any {
  return include.association ?? model.getAssociationForAlias(include.model, include.as);
}

/** A statement of its own for an include: what the statement around it gives up to it. */
export interface Selection {
  /** Orders of the statement that hold for the included rows only. */
  order?: any[];
}

/**
 * Decides for an include whose conditions are known, with the options (or the include) that hold it. `asked`: its
 * attributes as the caller wants them. Nothing means that it is joined.
 */
export function selectionFor(include: any, holder: any, asked: any): Selection | undefined {
  const strategy = wanted.get(include);
  if (strategy === undefined || needsJoin(include, holder, asked)) return undefined;
  const top = topOf(holder);
  const path = pathOf(include, holder);
  if (mentions([top.attributes, top.where, top.having, top.group], include.as)) return undefined;
  if (strategy === 'auto' && (hasText(top.where) || hasText(top.order))) return undefined;

  const orders: any[] = Array.isArray(top.order) ? top.order : top.order ? [top.order] : [];
  const own = orders.filter(item => startsWith(stepsOf(item, top.model), path));
  const others = orders.filter(item => !own.includes(item));
  if (mentions(others, include.as)) return undefined;
  // v6: a subquery is limited before it is joined and ordered by associations.
  const isCut = top.limit && (include.duplicating || multiplies(holder.model, include));
  if (isCut && others.some(item => stepsOf(item, top.model).length > 0) && !tellsParentsApart(orders, top.model)) {
    return undefined;
  }
  if (own.length === 0) return {};
  const moved = path.length === 1 ? movableOrders(orders, own, top.model) : undefined;
  if (moved === undefined) return undefined;
  top.order = others;
  return { order: moved };
}

/** Whether the statement needs the joined table itself. */
function needsJoin(include: any, holder: any, asked: any): boolean {
  const { association, model, where } = include;
  const top = topOf(holder);
  const changesRows = top.raw || top.group || top.having || top.includeIgnoreAttributes === false || top.lock?.of;
  const hasOwnJoin = include.on || include.or || include.right || include.subQuery !== undefined;
  // With `subQuery` said, what the limit counts depends on what is joined.
  const limitsRows =
    top.limit && association.isMultiAssociation && (top.subQuery !== undefined || include.duplicating === false);
  return Boolean(
    changesRows ||
    hasOwnJoin ||
    limitsRows ||
    // Parents without such rows are left out.
    include.required ||
    // Joined only to be referred to.
    isEmpty(asked) ||
    isEmpty(holder.attributes) ||
    // v6: with a limit, what is required further down leaves parents out, too.
    (top.limit && requiresFurther(include)) ||
    // Further down it would go by the name that is the table's in a statement of its own.
    furtherOf(include).some(one => associationOf(model, one)?.as === model.name) ||
    refersOutside(where) ||
    refersOutside(include.through?.where) ||
    // Seen from the association's other end.
    association.target.name !== model.name ||
    model.primaryKeyAttributes.length === 0
  );
}

function furtherOf(include: any): any[] {
  const further: any[] = Array.isArray(include.include) ? include.include : [];
  return further.filter(one => isPlainObject(one) && !(one as any)._pseudo);
}

/** Whether something below an include is required. Says so rather once too often: scopes are not looked at closely. */
function requiresFurther(include: any): boolean {
  return furtherOf(include).some(one => {
    const scope = one.model?._scope;
    const isFiltered = one.where || scope?.where || scope?.include;
    return (one.required ?? Boolean(isFiltered)) || requiresFurther(one);
  });
}

function isEmpty(attributes: any): boolean {
  return Array.isArray(attributes) && attributes.length === 0;
}

function topOf(options: any): any {
  let top = options;
  while (top.parent) top = top.parent;
  return top;
}

/** Aliases from the statement's own model down to the include. */
function pathOf(include: any, holder: any): string[] {
  const path = [include.as];
  for (let level = holder; level.parent; level = level.parent) path.unshift(level.as);
  return path;
}

function startsWith(steps: string[], path: string[]): boolean {
  return path.length <= steps.length && path.every((name, index) => steps[index] === name);
}
