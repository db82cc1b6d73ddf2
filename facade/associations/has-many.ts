/** The target has the foreign key: many targets. Keeps v6 `lib/associations/has-many`. */
import { exposeDefault } from '../bridge/commonjs';
import type { Model, ModelCtor } from '../model';
import { Op } from '../operators';
import type { Sequelize } from '../sequelize';
import type {
  HasManyAddAssociationsMixinOptions,
  HasManyCountAssociationsMixinOptions,
  HasManyCreateAssociationMixinOptions,
  HasManyGetAssociationsMixinOptions,
  HasManyHasAssociationsMixinOptions,
  HasManyOptions,
  HasManyRemoveAssociationsMixinOptions,
  HasManySetAssociationsMixinOptions,
  MultiAssociationAccessors
} from '../types/associations';
import { Association } from './base';
import { defaultKeyName, fieldOf, injectForeignKey, takeForeignKey } from './definition/foreign-key';
import { mixinMulti } from './definition/methods';
import { answersTo, nameMulti } from './definition/naming';
import { checkNamingCollision } from './helpers';
import { assignOwned } from './linking/owned-values';
import { askForGroups, bothConditions, manyByKey, readableTarget } from './reading/related-rows';

export type * from '../types/associations';

/** An instance or its primary key, or several of them. */
type Targets<T> = T | string | number | (T | string | number)[] | null;

export class HasMany<S extends Model = Model, T extends Model = Model> extends Association<S, T> {
  /** Names of the methods it adds to instances. */
  declare accessors: MultiAssociationAccessors;
  declare sequelize: Sequelize;
  declare targetAssociation: Association | null;
  /** Column of the foreign key. */
  declare identifierField: string;
  declare foreignKeyField: string;
  /** Attribute of the source the foreign key refers to. */
  declare sourceKey: string;
  declare sourceKeyAttribute: string;
  declare sourceKeyField: string;

  constructor(source: ModelCtor<S>, target: ModelCtor<T>, options: HasManyOptions) {
    super(source, target, options);
    this.associationType = 'HasMany';
    this.sequelize = source.sequelize as Sequelize;
    this.isMultiAssociation = true;
    this.targetAssociation = this.isSelfAssociation ? this : null;
    if (this.options.through) {
      throw new Error('N:M associations are not supported with hasMany. Use belongsToMany instead');
    }
    nameMulti(this);
    const { name } = source.options as any;
    takeForeignKey(this, () => defaultKeyName(name.singular, source.primaryKeyAttribute));
    if (target.rawAttributes[this.foreignKey]) {
      this.identifierField = this.foreignKeyField = fieldOf(target, this.foreignKey);
    }
    this.takeSourceKey();
  }

  private takeSourceKey(): void {
    const { primaryKeyAttribute, primaryKeyField, rawAttributes } = this.source as any;
    this.sourceKey = this.options.sourceKey || primaryKeyAttribute;
    const isKnown = Boolean(rawAttributes[this.sourceKey]);
    this.sourceKeyAttribute = isKnown ? this.sourceKey : primaryKeyAttribute;
    this.sourceKeyField = isKnown ? fieldOf(this.source, this.sourceKey) : primaryKeyField;
  }

  /** @internal */
  _injectAttributes(): this {
    // A copy: `onDelete` and `onUpdate` decided here must not reach a belongsToMany made with the same options.
    injectForeignKey(
      this,
      { ...this.options },
      {
        holder: this.target,
        referred: this.source,
        attribute: this.sourceKeyAttribute,
        field: this.sourceKeyField,
        onDeleteRequired: 'CASCADE'
      }
    );
    this.source.refreshAttributes();
    this.identifierField = this.foreignKeyField = fieldOf(this.target, this.foreignKey);
    this.sourceKeyField = fieldOf(this.source, this.sourceKey);
    checkNamingCollision(this);
    return this;
  }

  /** Adds the methods to the source's prototype. */
  mixin(prototype: object): void {
    mixinMulti(this, prototype);
  }

  /**
   * The targets of an instance. For a list of instances: an object of the values of their source keys, each with its
   * list of targets; `options.limit` then holds for each list.
   */
  get(instance: S, options?: HasManyGetAssociationsMixinOptions): Promise<T[]>;
  get(instances: S[], options?: HasManyGetAssociationsMixinOptions): Promise<Record<string, T[]>>;
  async get(instances: any, given: any = {}): Promise<any> {
    const options = { ...given };
    const where: any = { ...this.scope };
    if (Array.isArray(instances)) this.restrictToSeveral(instances, where, options);
    else where[this.foreignKey] = instances.get(this.sourceKey, { raw: true });
    options.where = bothConditions(where, options.where);

    const target = readableTarget(this.target, options);
    if (!Array.isArray(instances)) return await target.findAll(options);
    askForGroups(options, target, this.foreignKey);
    return manyByKey(instances, this.sourceKey, await target.findAll(options), this.foreignKey, options);
  }

  private restrictToSeveral(instances: any[], where: any, options: any): void {
    const values = instances.map(instance => instance.get(this.sourceKey, { raw: true }));
    if (options.limit && instances.length > 1) {
      options.groupedLimit = { limit: options.limit, on: this, values, keepsOrder: true };
      delete options.limit;
    } else {
      where[this.foreignKey] = { [Op.in]: values };
      delete options.groupedLimit;
    }
  }

  /** How many targets an instance has. */
  async count(instance: S, options?: HasManyCountAssociationsMixinOptions): Promise<number> {
    const { name, primaryKeyField } = this.target as any;
    const sequelize = this.sequelize as any;
    const counted = sequelize.fn('COUNT', sequelize.col(`${name}.${primaryKeyField}`));
    const row: any = await this.get(instance, {
      ...options,
      attributes: [[counted, 'count']],
      raw: true,
      plain: true
    });
    return parseInt(row.count, 10);
  }

  /** Whether all of the given targets are those of the instance. */
  async has(sourceInstance: S, targets: Targets<T>, options?: HasManyHasAssociationsMixinOptions): Promise<boolean> {
    const target = this.target as any;
    const wanted = Array.isArray(targets) ? targets : [targets];
    const alternatives = wanted.map((one: any) =>
      one instanceof target ? one.where() : { [target.primaryKeyAttribute]: one }
    );
    const found: any = await this.get(sourceInstance, {
      ...options,
      scope: false,
      attributes: [target.primaryKeyAttribute],
      raw: true,
      where: { [Op.and]: [{ [Op.or]: alternatives }, options?.where] } as any
    });
    return found.length === wanted.length;
  }

  /** Makes the given targets the only ones; null for none. All others lose their foreign key. */
  async set(sourceInstance: S, targets?: Targets<T>, options?: HasManySetAssociationsMixinOptions): Promise<S> {
    const key = this.target.primaryKeyAttribute;
    const wanted = targets === null ? [] : this.toInstanceArray(targets);
    const current: any[] = await this.get(sourceInstance, { ...options, scope: false, raw: true });
    const keysMissingIn = (rows: any[], others: any[]) =>
      rows.map(row => row[key]).filter(value => !others.some(other => other[key] === value));

    const obsolete = keysMissingIn(current, wanted);
    const added = keysMissingIn(wanted, current);
    const updates: Promise<unknown>[] = [];
    if (obsolete.length > 0)
      updates.push(this.updateTargets({ [this.foreignKey]: null }, { [key]: obsolete }, options));
    if (added.length > 0) updates.push(this.updateTargets(this.ownedValues(sourceInstance), { [key]: added }, options));
    await Promise.all(updates);
    return sourceInstance;
  }

  /** Adds targets; those there are stay. */
  async add(
    sourceInstance: S,
    targets?: Targets<T>,
    options: HasManyAddAssociationsMixinOptions = {}
  ): Promise<S | void> {
    if (!targets) return;
    const where = this.whereKeys(this.toInstanceArray(targets));
    await this.updateTargets(this.ownedValues(sourceInstance), where, options);
    return sourceInstance;
  }

  /** Takes the foreign key from those of the given targets that refer to the instance. */
  async remove(
    sourceInstance: S,
    targets?: Targets<T>,
    options: HasManyRemoveAssociationsMixinOptions = {}
  ): Promise<this> {
    const where = {
      [this.foreignKey]: sourceInstance.get(this.sourceKey),
      ...this.whereKeys(this.toInstanceArray(targets))
    };
    await this.updateTargets({ [this.foreignKey]: null }, where, options);
    return this;
  }

  /** Creates a target of the instance. `options` may be a list of fields. */
  async create(sourceInstance: S, values: any = {}, options: HasManyCreateAssociationMixinOptions = {}): Promise<T> {
    const createOptions = Array.isArray(options) ? { fields: options } : options;
    const key = sourceInstance.get(this.sourceKey);
    const owned = assignOwned(values, { ...this.scope, [this.foreignKey]: key }, createOptions);
    return await (this.target as any).create(owned.values, owned.options);
  }

  /** Whether an include with that alias means this association. */
  verifyAssociationAlias(alias?: string | { plural?: string }): boolean {
    return answersTo(this, alias, 'plural');
  }

  private ownedValues(sourceInstance: S): Record<string, unknown> {
    return { [this.foreignKey]: sourceInstance.get(this.sourceKey), ...this.scope };
  }

  private whereKeys(targets: any[]): Record<string, unknown> {
    const key = this.target.primaryKeyAttribute;
    return { [key]: targets.map(one => one.get(key)) };
  }

  private updateTargets(values: object, where: object, options: any): Promise<unknown> {
    return (this.target as any).unscoped().update(values, { ...options, where });
  }
}

export default HasMany;

exposeDefault(module, HasMany);
