/** `include: { all: …, nested: true }`: the associations of a model, by kind. */
import _ from '../../packages/lodash';
import { EagerLoadingError } from '../../errors';
import { cloneDeep } from '../../utils';

/** What may be given as `all`, and the kinds of association it means. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  BelongsTo: ['BelongsTo'],
  HasOne: ['HasOne'],
  HasMany: ['HasMany'],
  One: ['BelongsTo', 'HasOne'],
  Has: ['HasOne', 'HasMany'],
  // v6: belongsToMany is only part of All
  Many: ['HasMany']
};

/** Replaces the elements with `all`, at all depths. v6 `Model._expandIncludeAll`. */
export function expandIncludeAll(model: any, options: any): void {
  const includes = options.include;
  if (!includes) return;
  for (let index = 0; index < includes.length; index++) {
    const include = includes[index];
    if (!include.all) continue;
    includes.splice(index, 1);
    index--;
    model._expandIncludeAllElement(includes, include);
  }
  for (const include of includes) model._expandIncludeAll.call(include.model, include);
}

/** Adds the associations one element stands for, as far as they are not included yet. */
export function expandIncludeAllElement(model: any, includes: any[], include: any): void {
  const kinds = kindsOf(include.all);
  delete include.all;
  const isNested = Boolean(include.nested);
  if (isNested) {
    delete include.nested;
    if (!include.include) include.include = [];
    else if (!Array.isArray(include.include)) include.include = [include.include];
  }
  addAll({ kinds, isNested, template: include, path: [] }, model, includes);
}

interface Expansion {
  /** undefined: every kind */
  kinds: Set<string> | undefined;
  isNested: boolean;
  /** The element; what is included gets its other options. */
  template: any;
  /** Models that are being expanded. */
  path: any[];
}

function addAll(expansion: Expansion, parent: any, includes: any[]): void {
  const { kinds, isNested, template, path } = expansion;
  for (const association of Object.values<any>(parent.associations)) {
    if (kinds && !kinds.has(association.associationType)) continue;
    const { target } = association;
    const { as } = association.options;
    if (includes.some(include => include.model === target && (!as || include.as === as))) continue;
    if (isNested && path.includes(target)) continue;
    // v6: once per association, but taken away once per model, so a model with several stays on the path
    path.push(parent);

    const include = cloneDeep(template);
    include.model = target;
    if (as) include.as = as;
    includes.push(include);
    if (!isNested) continue;
    addAll(expansion, target, include.include);
    if (include.include.length === 0) delete include.include;
  }
  path.pop();
}

function kindsOf(all: any): Set<string> | undefined {
  if (all === true) return undefined;
  const kinds = new Set<string>();
  for (const name of _.castArray(all)) {
    if (name === 'All') return undefined;
    const meant = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
    if (!meant) {
      throw new EagerLoadingError(
        `include all '${name}' is not valid - must be BelongsTo, HasOne, HasMany, One, Has, Many or All`
      );
    }
    for (const kind of meant) kinds.add(kind);
  }
  return kinds;
}
