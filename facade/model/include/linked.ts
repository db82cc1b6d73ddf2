/** Rows of a belongsToMany for several sources at once, each with its row of the join model. */
import { HasMany, HasOne } from '../../associations';
import { EagerLoadingError } from '../../errors';
import { Op } from '../../operators';
import { copyFound } from '../instance/build';
import { keyText } from './keys';
import { stepsOf } from './order-paths';
import { withdraw, withKey, type Pair, type Read } from './related';

/** SQLite unites no more than 500 SELECTs. */
const MOST_UNITED = 400;

/** A row of the join model with the target's row it leads to. */
interface Linked {
  key: unknown;
  other: unknown;
  row: any;
}

/** Targets of the sources with these keys, in the order of the statement or, with `limit`, of each source's own. */
export async function linkedRows(keys: unknown[], include: any, read: Read): Promise<Pair[]> {
  if (!include.limit && !include.offset) return pairs(await readLinked(keys, include, read, {}));
  const chosen = await firstOfEach(keys, include, read);
  if (chosen.length === 0) return [];
  const { targetKey } = include.association;
  const others = new Map(chosen.map(({ other }) => [keyText(other), other]));
  const where = { [targetKey]: { [Op.in]: [...others.values()] } };
  const linked = await readLinked(keys, include, read, where);
  const known = new Map(linked.map(one => [pairText(one), one]));
  return pairs(chosen.flatMap(one => known.get(pairText(one)) ?? []));
}

function pairs(linked: Linked[]): Pair[] {
  return linked.map(({ key, row }) => [key, row] as const);
}

function pairText({ key, other }: { key: unknown; other: unknown }): string {
  return JSON.stringify([keyText(key), keyText(other)]);
}

async function readLinked(keys: unknown[], include: any, read: Read, where: any): Promise<Linked[]> {
  const { association, through, loading } = include;
  const { foreignKey, otherKey } = association;
  const isNested = Boolean(loading.include?.length);
  // What is nested may repeat rows, which are then told apart by the target's key: its links have to be a list.
  const step = stepTo(association, through.as, isNested);
  const wanted = linkAttributes(through, [foreignKey, otherKey]);
  const link = {
    association: step,
    as: through.as,
    ...linkOptions(through),
    attributes: wanted.attributes,
    required: true,
    duplicating: false,
    where: both({ [foreignKey]: { [Op.in]: keys } }, through.where)
  };
  const rows = await read(where, { attributes: loading.attributes, include: [link] });
  const linked = isNested ? oneForEachLink(rows, through.as) : rows;

  const found = new Map<string, Linked>();
  for (const row of linked) {
    const one = row.dataValues[through.as];
    const entry = { key: one.get(foreignKey, { raw: true }), other: one.get(otherKey, { raw: true }), row };
    // v6: of several rows between the same two, the last is kept, at the place of the first.
    found.set(pairText(entry), entry);
    if (wanted.isHidden) {
      delete row[through.as];
      delete row.dataValues[through.as];
    } else if (wanted.borrowed.length > 0) withdraw([one], wanted.borrowed);
  }
  return [...found.values()];
}

/** A target with several links becomes as many targets with one. */
function oneForEachLink(rows: any[], as: string): any[] {
  return rows.flatMap(row => {
    const links: any[] = row.dataValues[as];
    return links.map((link, index) => {
      const own = index === 0 ? row : copyFound(row);
      own[as] = own.dataValues[as] = link;
      return own;
    });
  });
}

/** The association from target to join model. It belongs to no model, like those of v6's `makeSteps`. */
function stepTo(association: any, as: string, isMany: boolean): any {
  const { target, through, otherKey: foreignKey, targetKey: sourceKey } = association;
  const step: any = new (isMany ? HasMany : HasOne)(target, through.model, { foreignKey, sourceKey });
  step.as = as;
  return step;
}

function linkAttributes(through: any, keys: string[]): { attributes: any; borrowed: string[]; isHidden: boolean } {
  const asked = through.attributes;
  if (Array.isArray(asked) && asked.length === 0) return { attributes: keys, borrowed: [], isHidden: true };
  let attributes = asked;
  const borrowed = keys.filter(key => {
    const one = withKey(through.model, attributes, key);
    attributes = one.attributes;
    return one.borrowed;
  });
  return { attributes, borrowed, isHidden: false };
}

/** A join model is read without its default scope, as by a join. */
function linkOptions({ model, paranoid }: any): object {
  const isScoped = model._scope && Reflect.ownKeys(model._scope).length > 0;
  return { model: isScoped ? model.unscoped() : model, ...(paranoid === undefined ? {} : { paranoid }) };
}

function both(left: any, right: any): any {
  return right ? { [Op.and]: [left, right] } : left;
}

/** The first rows of each source, as pairs of keys: one limited SELECT per source, united. */
async function firstOfEach(
  keys: unknown[],
  include: any,
  read: Read
): Promise<Array<{ key: unknown; other: unknown }>> {
  const { association, through, model, limit, offset, loading } = include;
  const { foreignKey, otherKey, targetKey } = association;
  const step = stepTo(association, through.as, true);
  const { where } = through.model._paranoidClause(through.model, { where: through.where, paranoid: through.paranoid });
  const link = {
    association: step,
    ...linkOptions(through),
    as: through.as,
    attributes: [foreignKey, otherKey],
    duplicating: false,
    required: true
  };
  const order = ordersOf(loading.order ?? include.order, model);
  const groups = chunksOf(keys, MOST_UNITED).map(values =>
    read(undefined, {
      attributes: [targetKey],
      raw: true,
      limit: undefined,
      offset,
      order,
      groupedLimit: { limit, on: association, values, through: { where }, link, keepsOrder: true }
    })
  );
  const rows = (await Promise.all(groups)).flat();
  return rows.map(row => ({ key: row[`${through.as}.${foreignKey}`], other: row[`${through.as}.${otherKey}`] }));
}

function chunksOf<T>(items: T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** Orders of united SELECTs are columns. */
function ordersOf(order: any, model: any): any {
  if (!order) return undefined;
  const items: any[] = Array.isArray(order) ? order : [order];
  return items.map(item => {
    if (stepsOf(item, model).length > 0) {
      throw new EagerLoadingError(
        `An include of ${model.name} with a limit for each parent cannot be ordered by another association.`
      );
    }
    const [first, ...rest] = Array.isArray(item) ? item : [item];
    const field = typeof first === 'string' ? model.rawAttributes[first]?.field : undefined;
    return [field ?? first, ...rest];
  });
}
