/**
 * Types of associations: what they are declared with, and the methods they add to instances. A model class declares
 * the ones it has: `declare getPosts: HasManyGetAssociationsMixin<Post>`. Nothing here exists at run time.
 */
import type { DataType } from '../data-types';
import type { Model, CreationAttributes, ModelType } from '../model';
import type {
  BulkCreateOptions,
  ColumnOptions,
  CreateOptions,
  Filterable,
  FindAttributeOptions,
  FindOptions,
  Hookable,
  InstanceDestroyOptions,
  InstanceUpdateOptions,
  SaveOptions,
  Transactionable
} from '../model/options';

// Declaration ---------------------------------------------------------------------------------------------------------

/** Names of the methods an association to one row adds. */
export interface SingleAssociationAccessors {
  get: string;
  set: string;
  create: string;
}

/** Names of the methods an association to many rows adds. */
export interface MultiAssociationAccessors {
  get: string;
  set: string;
  addMultiple: string;
  add: string;
  create: string;
  remove: string;
  removeMultiple: string;
  hasSingle: string;
  hasAll: string;
  count: string;
}

/** The attribute of a foreign key. */
export interface ForeignKeyOptions extends ColumnOptions {
  /** name of the attribute */
  name?: string;
}

/** Values that associated rows have, in reading and in creating. */
export interface AssociationScope {
  [scopeName: string]: unknown;
}

export interface AssociationOptions extends Hookable {
  /** name of the association; the name of the target if not given */
  as?: string | { singular: string; plural: string };
  foreignKey?: string | ForeignKeyOptions;
  onDelete?: string;
  onUpdate?: string;
  /** whether the database has a constraint for it; true */
  constraints?: boolean;
  foreignKeyConstraint?: boolean;
  scope?: AssociationScope;
}

export interface ManyToManyOptions extends AssociationOptions {
  scope?: AssociationScope;
}

export interface HasOneOptions extends AssociationOptions {
  /** attribute of the source the foreign key points to; its primary key if not given */
  sourceKey?: string;
  /** type of the foreign key */
  keyType?: DataType;
}

export interface BelongsToOptions extends AssociationOptions {
  /** attribute of the target the foreign key points to; its primary key if not given */
  targetKey?: string;
  /** type of the foreign key */
  keyType?: DataType;
}

export interface HasManyOptions extends ManyToManyOptions {
  /** attribute of the source the foreign key points to; its primary key if not given */
  sourceKey?: string;
  /** type of the foreign key */
  keyType?: DataType;
}

/** The table between, and how its rows are chosen. */
export interface ThroughOptions {
  model: ModelType | string;
  paranoid?: boolean;
  /** values of its rows */
  scope?: AssociationScope;
  /** whether the pair of foreign keys is unique; true */
  unique?: boolean;
}

/** Values for the row between. */
export interface JoinTableAttributes {
  [attribute: string]: unknown;
}

export interface BelongsToManyOptions extends ManyToManyOptions {
  /** the table between: its model, or a name to make one with */
  through: ModelType | string | ThroughOptions;
  /** foreign key to the target */
  otherKey?: string | ForeignKeyOptions;
  sourceKey?: string;
  targetKey?: string;
  /** whether the table between has timestamps */
  timestamps?: boolean;
  /** name of the unique key of the pair */
  uniqueKey?: string;
}

// hasOne --------------------------------------------------------------------------------------------------------------

export interface HasOneGetAssociationMixinOptions extends FindOptions<any> {
  /** scope of the target; false for none, not even the default one */
  scope?: string | string[] | boolean;
}
export type HasOneGetAssociationMixin<TModel> = (options?: HasOneGetAssociationMixinOptions) => Promise<TModel>;

export interface HasOneSetAssociationMixinOptions extends HasOneGetAssociationMixinOptions, SaveOptions<any> {
  /** whether the associated instance is saved at once; true */
  save?: boolean;
}
export type HasOneSetAssociationMixin<TModel, TModelPrimaryKey> = (
  newAssociation?: TModel | TModelPrimaryKey,
  options?: HasOneSetAssociationMixinOptions
) => Promise<void>;

export interface HasOneCreateAssociationMixinOptions extends HasOneSetAssociationMixinOptions, CreateOptions<any> {}
export type HasOneCreateAssociationMixin<TModel extends Model> = (
  values?: CreationAttributes<TModel>,
  options?: HasOneCreateAssociationMixinOptions
) => Promise<TModel>;

// belongsTo -----------------------------------------------------------------------------------------------------------

export interface BelongsToGetAssociationMixinOptions extends FindOptions<any> {
  /** scope of the target; false for none, not even the default one */
  scope?: string | string[] | boolean;
}
export type BelongsToGetAssociationMixin<TModel> = (options?: BelongsToGetAssociationMixinOptions) => Promise<TModel>;

export interface BelongsToSetAssociationMixinOptions extends SaveOptions<any> {
  /** whether the source is saved at once; true */
  save?: boolean;
}
export type BelongsToSetAssociationMixin<TModel, TPrimaryKey> = (
  newAssociation?: TModel | TPrimaryKey,
  options?: BelongsToSetAssociationMixinOptions
) => Promise<void>;

export interface BelongsToCreateAssociationMixinOptions
  extends CreateOptions<any>,
    BelongsToSetAssociationMixinOptions {}
export type BelongsToCreateAssociationMixin<TModel extends Model> = (
  values?: CreationAttributes<TModel>,
  options?: BelongsToCreateAssociationMixinOptions
) => Promise<TModel>;

// hasMany -------------------------------------------------------------------------------------------------------------

export interface HasManyGetAssociationsMixinOptions extends FindOptions<any> {
  /** scope of the target; false for none, not even the default one */
  scope?: string | string[] | boolean;
}
export type HasManyGetAssociationsMixin<TModel> = (options?: HasManyGetAssociationsMixinOptions) => Promise<TModel[]>;

export interface HasManySetAssociationsMixinOptions extends FindOptions<any>, InstanceUpdateOptions<any> {}
export type HasManySetAssociationsMixin<TModel, TModelPrimaryKey> = (
  newAssociations?: (TModel | TModelPrimaryKey)[],
  options?: HasManySetAssociationsMixinOptions
) => Promise<void>;

export interface HasManyAddAssociationsMixinOptions extends InstanceUpdateOptions<any> {}
export type HasManyAddAssociationsMixin<TModel, TModelPrimaryKey> = (
  newAssociations?: (TModel | TModelPrimaryKey)[],
  options?: HasManyAddAssociationsMixinOptions
) => Promise<void>;

export interface HasManyAddAssociationMixinOptions extends InstanceUpdateOptions<any> {}
export type HasManyAddAssociationMixin<TModel, TModelPrimaryKey> = (
  newAssociation?: TModel | TModelPrimaryKey,
  options?: HasManyAddAssociationMixinOptions
) => Promise<void>;

export interface HasManyCreateAssociationMixinOptions extends CreateOptions<any> {}
/** The foreign key and the scope's attributes are filled in; name them to leave them out of the values. */
export type HasManyCreateAssociationMixin<
  TModel extends Model,
  TForeignKey extends keyof CreationAttributes<TModel> = never,
  TScope extends keyof CreationAttributes<TModel> = never
> = (
  values?: Omit<CreationAttributes<TModel>, TForeignKey | TScope>,
  options?: HasManyCreateAssociationMixinOptions
) => Promise<TModel>;

export interface HasManyRemoveAssociationMixinOptions extends InstanceUpdateOptions<any> {}
export type HasManyRemoveAssociationMixin<TModel, TModelPrimaryKey> = (
  oldAssociated?: TModel | TModelPrimaryKey,
  options?: HasManyRemoveAssociationMixinOptions
) => Promise<void>;

export interface HasManyRemoveAssociationsMixinOptions extends InstanceUpdateOptions<any> {}
export type HasManyRemoveAssociationsMixin<TModel, TModelPrimaryKey> = (
  oldAssociateds?: (TModel | TModelPrimaryKey)[],
  options?: HasManyRemoveAssociationsMixinOptions
) => Promise<void>;

export interface HasManyHasAssociationMixinOptions extends HasManyGetAssociationsMixinOptions {}
export type HasManyHasAssociationMixin<TModel, TModelPrimaryKey> = (
  target: TModel | TModelPrimaryKey,
  options?: HasManyHasAssociationMixinOptions
) => Promise<boolean>;

export interface HasManyHasAssociationsMixinOptions extends HasManyGetAssociationsMixinOptions {}
export type HasManyHasAssociationsMixin<TModel, TModelPrimaryKey> = (
  targets: (TModel | TModelPrimaryKey)[],
  options?: HasManyHasAssociationsMixinOptions
) => Promise<boolean>;

export interface HasManyCountAssociationsMixinOptions extends Transactionable, Filterable<any> {
  /** scope of the target; false for none, not even the default one */
  scope?: string | boolean;
}
export type HasManyCountAssociationsMixin = (options?: HasManyCountAssociationsMixinOptions) => Promise<number>;

// belongsToMany -------------------------------------------------------------------------------------------------------

export interface BelongsToManyGetAssociationsMixinOptions extends FindOptions<any> {
  /** attributes of the row between; an empty list for none */
  joinTableAttributes?: FindAttributeOptions;
  /** scope of the target; false for none, not even the default one */
  scope?: string | boolean;
}
export type BelongsToManyGetAssociationsMixin<TModel> = (
  options?: BelongsToManyGetAssociationsMixinOptions
) => Promise<TModel[]>;

/** Rows between are looked for, made, changed and removed. */
interface LinkOptions extends FindOptions<any>, BulkCreateOptions<any>, InstanceUpdateOptions<any>, InstanceDestroyOptions {
  /** values for the row between */
  through?: JoinTableAttributes;
}

export interface BelongsToManySetAssociationsMixinOptions extends LinkOptions {}
export type BelongsToManySetAssociationsMixin<TModel, TModelPrimaryKey> = (
  newAssociations?: (TModel | TModelPrimaryKey)[],
  options?: BelongsToManySetAssociationsMixinOptions
) => Promise<void>;

export interface BelongsToManyAddAssociationsMixinOptions extends LinkOptions {}
export type BelongsToManyAddAssociationsMixin<TModel, TModelPrimaryKey> = (
  newAssociations?: (TModel | TModelPrimaryKey)[],
  options?: BelongsToManyAddAssociationsMixinOptions
) => Promise<void>;

export interface BelongsToManyAddAssociationMixinOptions extends LinkOptions {}
export type BelongsToManyAddAssociationMixin<TModel, TModelPrimaryKey> = (
  newAssociation?: TModel | TModelPrimaryKey,
  options?: BelongsToManyAddAssociationMixinOptions
) => Promise<void>;

export interface BelongsToManyCreateAssociationMixinOptions extends CreateOptions<any> {
  /** values for the row between */
  through?: JoinTableAttributes;
}
export type BelongsToManyCreateAssociationMixin<TModel extends Model> = (
  values?: CreationAttributes<TModel>,
  options?: BelongsToManyCreateAssociationMixinOptions
) => Promise<TModel>;

export interface BelongsToManyRemoveAssociationMixinOptions extends InstanceDestroyOptions {}
export type BelongsToManyRemoveAssociationMixin<TModel, TModelPrimaryKey> = (
  oldAssociated?: TModel | TModelPrimaryKey,
  options?: BelongsToManyRemoveAssociationMixinOptions
) => Promise<void>;

export interface BelongsToManyRemoveAssociationsMixinOptions extends InstanceDestroyOptions {}
export type BelongsToManyRemoveAssociationsMixin<TModel, TModelPrimaryKey> = (
  oldAssociateds?: (TModel | TModelPrimaryKey)[],
  options?: BelongsToManyRemoveAssociationsMixinOptions
) => Promise<void>;

export interface BelongsToManyHasAssociationMixinOptions extends BelongsToManyGetAssociationsMixinOptions {}
export type BelongsToManyHasAssociationMixin<TModel, TModelPrimaryKey> = (
  target: TModel | TModelPrimaryKey,
  options?: BelongsToManyHasAssociationMixinOptions
) => Promise<boolean>;

export interface BelongsToManyHasAssociationsMixinOptions extends BelongsToManyGetAssociationsMixinOptions {}
export type BelongsToManyHasAssociationsMixin<TModel, TModelPrimaryKey> = (
  targets: (TModel | TModelPrimaryKey)[],
  options?: BelongsToManyHasAssociationsMixinOptions
) => Promise<boolean>;

export interface BelongsToManyCountAssociationsMixinOptions extends Transactionable, Filterable<any> {
  /** scope of the target; false for none, not even the default one */
  scope?: string | boolean;
}
export type BelongsToManyCountAssociationsMixin = (
  options?: BelongsToManyCountAssociationsMixinOptions
) => Promise<number>;
