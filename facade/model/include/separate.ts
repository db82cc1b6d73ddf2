/** `separate: true`: the rows of an include come by a statement of their own, for all parents at once. */
import _ from '../../packages/lodash';
import { loadRelated, withdraw } from './related';

/** Options of the parent's statement that do not hold for that of an include. */
const OWN_OPTIONS = [
  'include', 'attributes', 'originalAttributes', 'order', 'where', 'limit', 'offset', 'plain', 'group', 'having'
]; // prettier-ignore
/** Options of the include that say where it belongs, not what to read. */
const PLACE_OPTIONS = ['parent', 'association', 'as', 'originalAttributes'];
/** Options that end with the level they were given for, where includes are followed down the tree. */
const LEVEL_OPTIONS = ['include', 'attributes', 'order', 'where', 'limit', 'offset', 'plain', 'scope'];

/**
 * Loads the separate includes of found instances, at all depths, into them. `results` are instances, or with `plain`
 * one. Returns `results`. v6 `Model._findSeparate`.
 */
export async function findSeparate(base: any, results: any, options: any): Promise<any> {
  if (!options.include || options.raw || !results) return results;
  const instances = options.plain ? [results] : results;
  if (!instances.length || !hasSeparate(options.include)) return results;

  await Promise.all(
    options.include.map((include: any) =>
      include.loading
        ? loadRelated(instances, include, options)
        : include.separate
          ? loadInto(instances, include, options)
          : base._findSeparate(childrenOf(instances, include), {
              ..._.omit(options, LEVEL_OPTIONS),
              include: include.include || [],
              borrowed: include.borrowed
            })
    )
  );
  if (options.borrowed) withdraw(instances, options.borrowed);
  return results;
}

function hasSeparate(includes: any[]): boolean {
  return includes.some(include => include.separate || (include.include && hasSeparate(include.include)));
}

function childrenOf(instances: any[], include: any): any[] {
  // an empty relation to one is null
  return instances.flatMap(instance => instance.get(include.association.as) || []);
}

async function loadInto(instances: any[], include: any, options: any): Promise<void> {
  const { association } = include;
  const rowsByKey = await association.get(instances, {
    ..._.omit(options, OWN_OPTIONS),
    ..._.omit(include, PLACE_OPTIONS)
  });
  for (const instance of instances) {
    instance.set(association.as, rowsByKey[instance.get(association.sourceKey)], { raw: true });
  }
}
