/** The association methods of a model class: `User.hasMany(Post)` … They check their target and make an association. */
import type { Association } from './base';
import { BelongsTo } from './belongs-to';
import { BelongsToMany } from './belongs-to-many';
import { HasMany } from './has-many';
import { HasOne } from './has-one';

type AssociationClass = new (source: any, target: any, options: object) => Association;

/** `this` is the source model. */
export const Mixin = {
  hasMany: associate('hasMany', HasMany),
  belongsToMany: associate('belongsToMany', BelongsToMany),

  /** All associations of this model with that target. */
  getAssociations(this: any, target: any): Association[] {
    const associations = Object.values<Association>(this.associations);
    return associations.filter(association => association.target.name === target.name);
  },

  /** The association with that target under that alias, or null. */
  getAssociationForAlias(this: any, target: any, alias: string): Association | null {
    const associations: any[] = this.getAssociations(target);
    return associations.find(association => association.verifyAssociationAlias(alias)) ?? null;
  },

  hasOne: associate('hasOne', HasOne),
  belongsTo: associate('belongsTo', BelongsTo)
};

function associate(method: string, Type: AssociationClass) {
  return function (this: any, target: any, options: object = {}): Association {
    if (!isModel(target, this.sequelize)) {
      throw new Error(`${this.name}.${method} called with something that's not a subclass of Sequelize.Model`);
    }
    return new Type(this, target, options);
  };
}

function isModel(candidate: any, sequelize: any): boolean {
  return Boolean(candidate?.prototype) && candidate.prototype instanceof sequelize.Sequelize.Model;
}

export default Mixin;

module.exports = Mixin;
Object.assign(module.exports, { Mixin, default: Mixin });
