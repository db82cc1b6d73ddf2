/**
 * The association methods of a model class: `User.hasMany(Post)` … They check their target, make an association and add
 * its foreign keys and methods. Keeps v6 `lib/associations/mixin`.
 */
import type { Association } from './base';
import { BelongsTo } from './belongs-to';
import { BelongsToMany } from './belongs-to-many';
import { answerToModelName } from './definition/model-name';
import { warnOfUnusedKeys } from './definition/through-attributes';
import { HasMany } from './has-many';
import { HasOne } from './has-one';

/** `this` is the source model. */
export const Mixin = {
  hasMany(this: any, target: any, options: any = {}): HasMany {
    prepare(this, 'hasMany', target, options);
    Object.assign(options, without(this.options, ['hooks']));
    return associate(this, target, HasMany, options);
  },

  belongsToMany(this: any, target: any, options: any = {}): BelongsToMany {
    prepare(this, 'belongsToMany', target, options);
    if (options.timestamps === undefined) options.timestamps = this.sequelize.options.timestamps;
    Object.assign(options, without(this.options, ['hooks', 'timestamps', 'scopes', 'defaultScope']));
    const association = associate(this, target, BelongsToMany, options);
    warnOfUnusedKeys(association);
    return association;
  },

  /** All associations of this model with that target. */
  getAssociations(this: any, target: any): Association[] {
    const associations = Object.values<Association>(this.associations);
    return associations.filter(association => association.target.name === target.name);
  },

  /** The association with that target under that alias, or null. */
  getAssociationForAlias(this: any, target: any, alias?: any): Association | null {
    const associations: any[] = this.getAssociations(target);
    return associations.find(association => association.verifyAssociationAlias(alias)) ?? null;
  },

  hasOne(this: any, target: any, options: any = {}): HasOne {
    prepare(this, 'hasOne', target, options);
    return associate(this, target, HasOne, options, () => Object.assign(options, this.options));
  },

  belongsTo(this: any, target: any, options: any = {}): BelongsTo {
    prepare(this, 'belongsTo', target, options);
    return associate(this, target, BelongsTo, options, () => Object.assign(options, this.options));
  }
};

/** Checks the target. `hooks` of an association is about cascading; it goes by `useHooks`, the model has `hooks` too. */
function prepare(source: any, method: string, target: any, options: any): void {
  if (!isModel(target, source.sequelize)) {
    throw new Error(`${source.name}.${method} called with something that's not a subclass of Sequelize.Model`);
  }
  options.useHooks = options.hooks = Boolean(options.hooks);
}

function associate(
  source: any,
  target: any,
  type: new (source: any, target: any, options: any) => any,
  options: any,
  /** v6: associations to one take the source's options only after the first hook */
  complete?: () => void
): any {
  const { useHooks } = options;
  if (useHooks) source.runHooks('beforeAssociate', { source, target, type }, options);
  complete?.();
  const association = new type(source, target, options);
  source.associations[association.associationAccessor] = association;
  association._injectAttributes();
  association.mixin(source.prototype);
  answerToModelName(association);
  if (useHooks) source.runHooks('afterAssociate', { source, target, type, association }, options);
  return association;
}

function without(options: any, names: string[]): any {
  const rest = { ...options };
  for (const name of names) delete rest[name];
  return rest;
}

function isModel(candidate: any, sequelize: any): boolean {
  return Boolean(candidate?.prototype) && candidate.prototype instanceof sequelize.Sequelize.Model;
}

export default Mixin;

module.exports = Mixin;
Object.assign(module.exports, { Mixin, default: Mixin });
