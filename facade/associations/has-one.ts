/** The target has the foreign key, at most one target. Keeps v6 `lib/associations/has-one`. */
import { exposeDefault } from '../bridge/commonjs';
import type { Model, ModelCtor } from '../model';
import { singularize } from '../naming/inflection';
import { Op } from '../operators';
import type {
  HasOneCreateAssociationMixinOptions,
  HasOneGetAssociationMixinOptions,
  HasOneOptions,
  HasOneSetAssociationMixinOptions,
  SingleAssociationAccessors
} from '../types/associations';
import { Association } from './base';
import { checkKnownKey, defaultKeyName, fieldOf, injectForeignKey, takeForeignKey } from './definition/foreign-key';
import { mixinSingle } from './definition/methods';
import { answersTo, nameSingle } from './definition/naming';
import { checkNamingCollision } from './helpers';
import { assignOwned } from './linking/owned-values';
import { bothConditions, oneByKey, readableTarget } from './reading/related-rows';

export type * from '../types/associations';

export class HasOne<S extends Model = Model, T extends Model = Model> extends Association<S, T> {
  /** Names of the methods it adds to instances. */
  declare accessors: SingleAssociationAccessors;
  /** Column of the foreign key. */
  declare identifierField: string;
  /** Attribute of the source the foreign key refers to. */
  declare sourceKey: string;
  declare sourceKeyAttribute: string;
  declare sourceKeyField: string;
  declare sourceKeyIsPrimary: boolean;

  constructor(source: ModelCtor<S>, target: ModelCtor<T>, options: HasOneOptions) {
    super(source, target, options);
    this.associationType = 'HasOne';
    this.isSingleAssociation = true;
    nameSingle(this);
    // v6: an alias names the foreign key too, although the key is that of the source.
    takeForeignKey(this, () => defaultKeyName(singularize(this.options.as || source.name), source.primaryKeyAttribute));

    checkKnownKey(source, 'sourceKey', this.options.sourceKey);
    this.sourceKey = this.sourceKeyAttribute = this.options.sourceKey || source.primaryKeyAttribute;
    this.sourceKeyField = fieldOf(source, this.sourceKey);
    this.sourceKeyIsPrimary = this.sourceKey === source.primaryKeyAttribute;
    if (target.rawAttributes[this.foreignKey]) this.identifierField = fieldOf(target, this.foreignKey);
  }

  /** @internal */
  _injectAttributes(): this {
    injectForeignKey(this, this.options, {
      holder: this.target,
      referred: this.source,
      attribute: this.sourceKey,
      field: this.sourceKeyField,
      onDeleteRequired: 'CASCADE'
    });
    this.identifierField = fieldOf(this.target, this.foreignKey);
    checkNamingCollision(this);
    return this;
  }

  /** Adds the methods to the source's prototype. */
  mixin(prototype: object): void {
    mixinSingle(this, prototype);
  }

  /**
   * The target of an instance, or null. For a list of instances: an object of the values of their source keys, each
   * with its target or null.
   */
  get(instance: S, options?: HasOneGetAssociationMixinOptions): Promise<T | null>;
  get(instances: S[], options?: HasOneGetAssociationMixinOptions): Promise<Record<string, T | null>>;
  async get(instances: any, given?: any): Promise<any> {
    const options = { ...given };
    const model = readableTarget(this.target, options);
    const key = Array.isArray(instances)
      ? { [Op.in]: instances.map(instance => instance.get(this.sourceKey)) }
      : instances.get(this.sourceKey);
    options.where = bothConditions({ [this.foreignKey]: key, ...this.scope }, options.where);
    if (!Array.isArray(instances)) return model.findOne(options);
    return oneByKey(instances, this.sourceKey, await model.findAll(options), this.foreignKey);
  }

  /**
   * Makes `associated` (an instance or its primary key; null for none) the target. The target of before loses its
   * foreign key.
   */
  async set(
    sourceInstance: S,
    associated?: T | string | number | null,
    given?: HasOneSetAssociationMixinOptions
  ): Promise<any> {
    const options: any = { ...given, scope: false };
    // An instance is needed to change it, even if the caller wants raw rows.
    const current = await (sourceInstance as any)[this.accessors.get](
      options.raw ? { ...options, raw: false } : options
    );
    if (current && associated && this.isSameRow(current, associated)) return null;

    if (current) {
      current[this.foreignKey] = null;
      const { foreignKey } = this;
      await current.save({ ...options, fields: [foreignKey], allowNull: [foreignKey], association: true });
    }
    if (!associated) return null;
    const [instance] = this.toInstanceArray([associated]);
    Object.assign(instance, this.scope);
    instance.set(this.foreignKey, sourceInstance.get(this.sourceKeyAttribute));
    return instance.save(options);
  }

  private isSameRow(current: any, associated: any): boolean {
    return this.target.primaryKeyAttributes.every(name => {
      const other = associated.get ? associated.get(name, { raw: true }) : associated;
      return current.get(name, { raw: true }) === other;
    });
  }

  /** Creates the target of `sourceInstance`. v6: unlike `set`, it leaves a target of before as it is. */
  async create(sourceInstance: S, values: any = {}, options: HasOneCreateAssociationMixinOptions = {}): Promise<T> {
    const key = sourceInstance.get(this.sourceKeyAttribute);
    const owned = assignOwned(values || {}, { ...this.scope, [this.foreignKey]: key }, options || {});
    return await (this.target as any).create(owned.values, owned.options);
  }

  /** Whether an include with that alias means this association. */
  verifyAssociationAlias(alias?: string | { singular?: string }): boolean {
    return answersTo(this, alias, 'singular');
  }
}

export default HasOne;

exposeDefault(module, HasOne);
