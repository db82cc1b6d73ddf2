/** The source has the foreign key: one target. Keeps v6 `lib/associations/belongs-to`. */
import { exposeDefault } from '../bridge/commonjs';
import type { Model, ModelCtor } from '../model';
import { Op } from '../operators';
import type {
  BelongsToCreateAssociationMixinOptions,
  BelongsToGetAssociationMixinOptions,
  BelongsToOptions,
  BelongsToSetAssociationMixinOptions,
  SingleAssociationAccessors
} from '../types/associations';
import { Association } from './base';
import { checkKnownKey, defaultKeyName, fieldOf, injectForeignKey, takeForeignKey } from './definition/foreign-key';
import { mixinSingle } from './definition/methods';
import { answersTo, nameSingle } from './definition/naming';
import { checkNamingCollision } from './helpers';
import { bothConditions, oneByKey, readableTarget } from './reading/related-rows';

export type * from '../types/associations';

export class BelongsTo<S extends Model = Model, T extends Model = Model> extends Association<S, T> {
  /** Names of the methods it adds to instances. */
  declare accessors: SingleAssociationAccessors;
  /** Column of the foreign key. */
  declare identifierField: string;
  /** Attribute of the target the foreign key refers to. */
  declare targetKey: string;
  declare targetKeyField: string;
  declare targetKeyIsPrimary: boolean;
  declare targetIdentifier: string;

  constructor(source: ModelCtor<S>, target: ModelCtor<T>, options: BelongsToOptions) {
    super(source, target, options);
    this.associationType = 'BelongsTo';
    this.isSingleAssociation = true;
    nameSingle(this);
    takeForeignKey(this, () => defaultKeyName(this.as, target.primaryKeyAttribute));

    this.identifier = this.foreignKey;
    if (source.rawAttributes[this.identifier]) this.identifierField = fieldOf(source, this.identifier);

    checkKnownKey(target, 'targetKey', this.options.targetKey);
    this.targetKey = this.options.targetKey || target.primaryKeyAttribute;
    this.targetKeyField = fieldOf(target, this.targetKey);
    this.targetKeyIsPrimary = this.targetKey === target.primaryKeyAttribute;
    this.targetIdentifier = this.targetKey;
  }

  /** @internal */
  _injectAttributes(): this {
    injectForeignKey(this, this.options, {
      holder: this.source,
      referred: this.target,
      attribute: this.targetKey,
      field: this.targetKeyField,
      onDeleteRequired: 'NO ACTION'
    });
    this.identifierField = fieldOf(this.source, this.foreignKey);
    checkNamingCollision(this);
    return this;
  }

  /** Adds the methods to the source's prototype. */
  mixin(prototype: object): void {
    mixinSingle(this, prototype);
  }

  /**
   * The target of an instance, or null. For a list of instances: an object of the values of their foreign keys, each
   * with its target or null.
   */
  get(instance: S, options?: BelongsToGetAssociationMixinOptions): Promise<T | null>;
  get(instances: S[], options?: BelongsToGetAssociationMixinOptions): Promise<Record<string, T | null>>;
  async get(instances: any, given?: any): Promise<any> {
    const options = { ...given };
    const model = readableTarget(this.target, options);
    if (!Array.isArray(instances)) {
      const key = instances.get(this.foreignKey);
      if (this.targetKeyIsPrimary && !options.where) return model.findByPk(key, options);
      options.limit = null;
      options.where = bothConditions({ [this.targetKey]: key }, options.where);
      return model.findOne(options);
    }
    const keys = instances.map(instance => instance.get(this.foreignKey));
    options.where = bothConditions({ [this.targetKey]: { [Op.in]: keys } }, options.where);
    return oneByKey(instances, this.foreignKey, await model.findAll(options), this.targetKey);
  }

  /**
   * Makes `associated` (an instance or its primary key; null for none) the target and saves the foreign key, unless
   * `options.save` is false.
   */
  async set(
    sourceInstance: S,
    associated?: T | string | number | null,
    options: BelongsToSetAssociationMixinOptions = {}
  ): Promise<any> {
    const key = associated instanceof (this.target as any) ? (associated as any)[this.targetKey] : associated;
    sourceInstance.set(this.foreignKey as any, key as any);
    if (options.save === false) return undefined;
    const saveOptions = { fields: [this.foreignKey], allowNull: [this.foreignKey], association: true, ...options };
    return await sourceInstance.save(saveOptions as any);
  }

  /** Creates a target and makes it the one of `sourceInstance`. */
  async create(sourceInstance: S, values?: any, options?: BelongsToCreateAssociationMixinOptions): Promise<T> {
    const created = await (this.target as any).create(values || {}, options || {});
    await (sourceInstance as any)[this.accessors.set](created, options || {});
    return created;
  }

  /** Whether an include with that alias means this association. */
  verifyAssociationAlias(alias?: string | { singular?: string }): boolean {
    return answersTo(this, alias, 'singular');
  }
}

export default BelongsTo;

exposeDefault(module, BelongsTo);
