/**
 * The rows between: what a belongsToMany reads, makes, changes and removes in its through model.
 *
 * A target may carry values for its row under the through model's name (`user.UserRole = { since }`); they win over
 * those of `options.through`.
 */
import { EmptyResultError } from '../../errors';

/** The rows that link `source`, with any of `targets` if given. */
export async function currentLinks(association: any, source: any, targets: any[] | undefined, options: any) {
  const where = { ...linkKey(association, source, targets), ...association.through.scope };
  try {
    return await association.through.model.findAll({ ...options, where, raw: true });
  } catch (error) {
    // `rejectOnEmpty` is about what the caller reads.
    if (error instanceof EmptyResultError) return [];
    throw error;
  }
}

/** The row of `links` that is about `target`. */
export function linkOf(association: any, links: any[], target: any): any {
  const key = target.get(association.targetKey);
  return links.find(link => link[association.foreignIdentifier] === key);
}

/** Links `source` with `targets` that it is not linked with yet. */
export function createLinks(association: any, source: any, targets: any[], options: any): Promise<any> {
  const { through, identifier, foreignIdentifier, sourceKey, targetKey } = association;
  const rows = targets.map(target => ({
    ...linkValues(association, target, options),
    [identifier]: source.get(sourceKey),
    [foreignIdentifier]: target.get(targetKey),
    ...through.scope
  }));
  return through.model.bulkCreate(rows, { validate: true, ...options });
}

/** Writes the values that go with `target` into its row. */
export function updateLink(association: any, source: any, target: any, options: any): Promise<any> {
  const { through, identifier, foreignIdentifier, sourceKey, targetKey } = association;
  const where = { [identifier]: source.get(sourceKey), [foreignIdentifier]: target.get(targetKey) };
  return through.model.update(linkValues(association, target, options), { ...options, where });
}

/** Whether `link` holds something else than the values that go with `target`. */
export function isLinkOutdated(association: any, link: any, target: any, options: any): boolean {
  // v6: a row of the through model, which eager loading leaves there, counts as a change, and is touched.
  if (carriesLink(association, target)) return true;
  const values = linkValues(association, target, options);
  return Object.keys(values).some(name => values[name] !== link[name]);
}

/** Values for the row between `source` and `target`. */
export function linkValues(association: any, target: any, options: any): Record<string, any> {
  const carried = carriesLink(association, target) ? undefined : target[association.through.model.name];
  return { ...options.through, ...carried };
}

/** Removes the rows that link `source` with these keys of targets. */
export function removeLinks(association: any, source: any, keys: any[], scope: any, options: any): Promise<any> {
  const { through, identifier, foreignIdentifier, sourceKey } = association;
  const where = { [identifier]: source.get(sourceKey), [foreignIdentifier]: keys, ...scope };
  return through.model.destroy({ ...options, where });
}

function carriesLink({ through }: any, target: any): boolean {
  return target[through.model.name] instanceof through.model;
}

function linkKey({ identifier, foreignIdentifier, sourceKey, targetKey }: any, source: any, targets?: any[]) {
  const key: Record<string, any> = { [identifier]: source.get(sourceKey) };
  if (targets) key[foreignIdentifier] = targets.map(target => target.get(targetKey));
  return key;
}
