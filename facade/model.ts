/**
 * `Model`: the table of contents. Every method is one line that calls the function that does it, in `model/`; only
 * the names, arguments and types are here, which is why the file is long.
 */
import { inspect } from 'node:util';
import { Mixin } from './associations/mixin';
import type { Association, BelongsTo, BelongsToMany, HasMany, HasOne } from './associations';
import type { BelongsToManyOptions, BelongsToOptions, HasManyOptions, HasOneOptions } from './types/associations';
import { exposeDefault } from './bridge/commonjs';
import type { DataType } from './data-types';
import type { Col, Fn, Literal } from './expressions';
import { applyTo } from './hooks';
import type { ValidationOptions } from './instance-validator';
import * as attributes from './model/attributes';
import * as findAttributes from './model/find-attributes';
import type { AddHook, HookRegistration } from './model/hook-types';
import * as includes from './model/include';
import * as indexes from './model/indexes';
import type { DefinableAttributes, MakeNullishOptional } from './model/infer';
import { init } from './model/init';
import * as building from './model/instance/build';
import { rememberMethods } from './model/instance/build-plan';
import { changed, previous } from './model/instance/changed';
import { destroy as destroyInstance } from './model/instance/destroy';
import { increment as incrementInstance } from './model/instance/increment';
import { inspectInstance } from './model/instance/inspect';
import { toJSON } from './model/instance/json';
import { setInclude } from './model/instance/relations';
import { reload } from './model/instance/reload';
import { restore as restoreInstance } from './model/instance/restore';
import * as rows from './model/instance/row';
import { save } from './model/instance/save';
import { update as updateInstance } from './model/instance/update';
import { validate } from './model/instance/validate';
import * as values from './model/instance/values';
import * as merging from './model/merge';
import type * as T from './model/options';
import { paranoidClause } from './model/paranoid';
import * as scoping from './model/scopes';
import { CHANGED, PREVIOUS, changedNames, previousValues } from './model/state';
import * as aggregates from './model/statics/aggregate';
import { bulkCreate } from './model/statics/bulk-create';
import * as creating from './model/statics/create';
import * as destroying from './model/statics/destroy';
import * as finding from './model/statics/find';
import * as findOrCreate from './model/statics/find-or-create';
import { increment } from './model/statics/increment';
import { restore } from './model/statics/restore';
import * as syncing from './model/statics/sync';
import { optionsMustContainWhere, update } from './model/statics/update';
import { upsert } from './model/statics/upsert';
import { defaultTimestamp } from './model/timestamps';
import type { WhereAttributeHash } from './model/where';
import type { Sequelize } from './sequelize';

export type * from './model/hook-types';
export type * from './model/infer';
export type * from './model/options';
export type * from './model/where';

type Changes<TAttributes> = { [Key in keyof TAttributes]?: TAttributes[Key] | Fn | Col | Literal };
type Amounts<TAttributes> = { [Key in keyof TAttributes]?: number };
type Returning<TAttributes> = Exclude<T.UpdateOptions<TAttributes>['returning'], undefined | false>;
type Created<M, O> = O extends { returning: false } | { ignoreDuplicates: true } ? void : M;

/** A table; its instances are rows. Subclass it and call `init`, or use `sequelize.define`. */
export abstract class Model<TModelAttributes extends {} = any, TCreationAttributes extends {} = TModelAttributes> {
  /** Only a type: the attributes. */
  declare _attributes: TModelAttributes;
  /** Only a type: what a new record takes. */
  declare _creationAttributes: TCreationAttributes;

  // ---- static state, derived by `init` and `refreshAttributes` ----
  declare static readonly sequelize?: Sequelize;
  declare static readonly options: T.InitOptions;
  declare static readonly associations: { [key: string]: Association };
  declare static readonly tableName: string;
  declare static readonly rawAttributes: { [attribute: string]: T.ModelAttributeColumnOptions };
  declare static readonly primaryKeyAttribute: string;
  declare static readonly primaryKeyAttributes: readonly string[];

  // ---- definition ----
  static get queryInterface(): any {
    return (this as any).sequelize.getQueryInterface();
  }
  static get queryGenerator(): any {
    return this.queryInterface.queryGenerator;
  }
  static init<MS extends ModelStatic<Model>, M extends InstanceType<MS>>(
    this: MS,
    attributes: T.ModelAttributes<M, DefinableAttributes<Attributes<M>>>,
    options: T.InitOptions<M> = {} as any
  ): MS {
    return init(this, Model, attributes, options);
  }
  static getAttributes<M extends Model>(
    this: ModelStatic<M>
  ): { readonly [Key in keyof Attributes<M>]: T.ModelAttributeColumnOptions } {
    return this.rawAttributes as any;
  }
  static removeAttribute(attribute: string): void {
    attributes.removeAttribute(this, attribute);
  }
  /** Derives the static state again after `rawAttributes` changed. */
  static refreshAttributes(): void {
    attributes.refreshAttributes(this, Model);
  }
  static getTableName(): string | { tableName: string; schema: string; delimiter: string } {
    return this.queryGenerator.addSchema(this);
  }
  static hasAlias(alias: string): boolean {
    return Object.prototype.hasOwnProperty.call(this.associations, alias);
  }

  // ---- schema ----
  static sync<M extends Model>(options?: T.SyncOptions): Promise<M> {
    return syncing.sync(this, options);
  }
  static drop(options?: T.DropOptions): Promise<void> {
    return syncing.drop(this, options);
  }
  static dropSchema(schema: string): Promise<void> {
    return syncing.dropSchema(this, schema);
  }
  static describe(schema?: string, options?: any): Promise<object> {
    return syncing.describe(this, schema, options);
  }

  // ---- scopes ----
  static schema<M extends Model>(
    this: ModelStatic<M>,
    schema: string,
    options?: T.SchemaOptions | string
  ): ModelCtor<M> {
    return scoping.schema(this, schema, options);
  }
  static scope<M extends Model>(
    this: ModelStatic<M>,
    options?: string | T.ScopeOptions | readonly (string | T.ScopeOptions)[] | WhereAttributeHash<M> | null,
    ...more: any[]
  ): ModelCtor<M> {
    return scoping.scope(this, [options, ...more]);
  }
  static unscoped<M extends ModelType>(this: M): M {
    return (this as any).scope();
  }
  static addScope<M extends Model>(
    this: ModelStatic<M>,
    name: string,
    scope: T.FindOptions<Attributes<M>> | ((...args: readonly any[]) => T.FindOptions<Attributes<M>>),
    options?: T.AddScopeOptions
  ): void {
    scoping.addScope(this, name, scope, options);
  }

  // ---- reading ----
  static findAll<M extends Model>(this: ModelStatic<M>, options?: T.FindOptions<Attributes<M>>): Promise<M[]> {
    return finding.findAll(this, options);
  }
  static findByPk<M extends Model>(
    this: ModelStatic<M>,
    identifier: T.Identifier,
    options: Omit<T.NonNullFindOptions<Attributes<M>>, 'where'>
  ): Promise<M>;
  static findByPk<M extends Model>(
    this: ModelStatic<M>,
    identifier?: T.Identifier,
    options?: Omit<T.FindOptions<Attributes<M>>, 'where'>
  ): Promise<M | null>;
  static findByPk(identifier?: any, options?: any): Promise<any> {
    return finding.findByPk(this, identifier, options);
  }
  static findOne<M extends Model>(this: ModelStatic<M>, options: T.NonNullFindOptions<Attributes<M>>): Promise<M>;
  static findOne<M extends Model>(this: ModelStatic<M>, options?: T.FindOptions<Attributes<M>>): Promise<M | null>;
  static findOne(options?: any): Promise<any> {
    return finding.findOne(this, options);
  }
  static aggregate<V, M extends Model>(
    this: ModelStatic<M>,
    field: keyof Attributes<M> | '*',
    aggregateFunction: string,
    options?: T.AggregateOptions<V, Attributes<M>>
  ): Promise<V> {
    return aggregates.aggregate(this, field as string, aggregateFunction, options);
  }
  static count<M extends Model>(
    this: ModelStatic<M>,
    options: T.CountWithOptions<Attributes<M>>
  ): Promise<T.GroupedCountResultItem[]>;
  static count<M extends Model>(
    this: ModelStatic<M>,
    options?: Omit<T.CountOptions<Attributes<M>>, 'group'>
  ): Promise<number>;
  static count(options?: any): Promise<any> {
    return aggregates.count(this, options);
  }
  static findAndCountAll<M extends Model>(
    this: ModelStatic<M>,
    options?: Omit<T.FindAndCountOptions<Attributes<M>>, 'group'>
  ): Promise<{ rows: M[]; count: number }>;
  static findAndCountAll<M extends Model>(
    this: ModelStatic<M>,
    options: T.FindAndCountWithOptions<Attributes<M>>
  ): Promise<{ rows: M[]; count: T.GroupedCountResultItem[] }>;
  static findAndCountAll(options?: any): Promise<any> {
    return aggregates.findAndCountAll(this, options);
  }
  static max<V extends DataType | unknown, M extends Model>(
    this: ModelStatic<M>,
    field: keyof Attributes<M>,
    options?: T.AggregateOptions<V, Attributes<M>>
  ): Promise<V> {
    return (this as any).aggregate(field, 'max', options);
  }
  static min<V extends DataType | unknown, M extends Model>(
    this: ModelStatic<M>,
    field: keyof Attributes<M>,
    options?: T.AggregateOptions<V, Attributes<M>>
  ): Promise<V> {
    return (this as any).aggregate(field, 'min', options);
  }
  static sum<V extends DataType | unknown, M extends Model>(
    this: ModelStatic<M>,
    field: keyof Attributes<M>,
    options?: T.AggregateOptions<V, Attributes<M>>
  ): Promise<number> {
    return (this as any).aggregate(field, 'sum', options);
  }

  // ---- creating ----
  static build<M extends Model>(this: ModelStatic<M>, record?: CreationAttributes<M>, options?: T.BuildOptions): M {
    return creating.build(this, record, options);
  }
  static bulkBuild<M extends Model>(
    this: ModelStatic<M>,
    records: ReadonlyArray<CreationAttributes<M>>,
    options?: T.BuildOptions
  ): M[] {
    return creating.bulkBuild(this, records as any[], options);
  }
  static create<M extends Model, O extends T.CreateOptions<Attributes<M>> = T.CreateOptions<Attributes<M>>>(
    this: ModelStatic<M>,
    values?: CreationAttributes<M>,
    options?: O
  ): Promise<Created<M, O>> {
    return creating.create(this, values, options);
  }
  static bulkCreate<M extends Model>(
    this: ModelStatic<M>,
    records: ReadonlyArray<CreationAttributes<M>>,
    options: T.BulkCreateOptions<Attributes<M>> = {}
  ): Promise<M[]> {
    return bulkCreate(this, records as any[], options);
  }
  static findOrBuild<M extends Model>(
    this: ModelStatic<M>,
    options: T.FindOrBuildOptions<Attributes<M>, CreationAttributes<M>>
  ): Promise<[M, boolean]> {
    return findOrCreate.findOrBuild(this, options, arguments.length);
  }
  static findOrCreate<M extends Model>(
    this: ModelStatic<M>,
    options: T.FindOrCreateOptions<Attributes<M>, CreationAttributes<M>>
  ): Promise<[M, boolean]> {
    return findOrCreate.findOrCreate(this, options, arguments.length);
  }
  static findCreateFind<M extends Model>(
    this: ModelStatic<M>,
    options: T.FindOrCreateOptions<Attributes<M>, CreationAttributes<M>>
  ): Promise<[M, boolean]> {
    return findOrCreate.findCreateFind(this, options);
  }
  static upsert<M extends Model>(
    this: ModelStatic<M>,
    values: CreationAttributes<M>,
    options?: T.UpsertOptions<Attributes<M>>
  ): Promise<[M, boolean | null]> {
    return upsert(this, values, options);
  }

  // ---- changing ----
  static update<M extends Model>(
    this: ModelStatic<M>,
    values: Changes<Attributes<M>>,
    options: Omit<T.UpdateOptions<Attributes<M>>, 'returning'> & { returning: Returning<Attributes<M>> }
  ): Promise<[affectedCount: number, affectedRows: M[]]>;
  static update<M extends Model>(
    this: ModelStatic<M>,
    values: Changes<Attributes<M>>,
    options: T.UpdateOptions<Attributes<M>>
  ): Promise<[affectedCount: number]>;
  static update(values: any, options: any): Promise<any> {
    return update(this, values, options);
  }
  static destroy<M extends Model>(this: ModelStatic<M>, options?: T.DestroyOptions<Attributes<M>>): Promise<number> {
    return destroying.destroy(this, options);
  }
  static truncate<M extends Model>(this: ModelStatic<M>, options?: T.TruncateOptions<Attributes<M>>): Promise<void> {
    return destroying.truncate(this, options);
  }
  static restore<M extends Model>(this: ModelStatic<M>, options?: T.RestoreOptions<Attributes<M>>): Promise<void> {
    return restore(this, options);
  }
  static increment<M extends Model>(
    this: ModelStatic<M>,
    fields: T.AllowReadonlyArray<keyof Attributes<M>>,
    options: T.IncrementDecrementOptionsWithBy<Attributes<M>>
  ): Promise<[affectedRows: M[], affectedCount?: number]>;
  static increment<M extends Model>(
    this: ModelStatic<M>,
    fields: Amounts<Attributes<M>>,
    options: T.IncrementDecrementOptions<Attributes<M>>
  ): Promise<[affectedRows: M[], affectedCount?: number]>;
  static increment(fields: any, options?: any): Promise<any> {
    return increment(this, fields, options);
  }
  static decrement<M extends Model>(
    this: ModelStatic<M>,
    fields: T.AllowReadonlyArray<keyof Attributes<M>>,
    options: T.IncrementDecrementOptionsWithBy<Attributes<M>>
  ): Promise<[affectedRows: M[], affectedCount?: number]>;
  static decrement<M extends Model>(
    this: ModelStatic<M>,
    fields: Amounts<Attributes<M>>,
    options: T.IncrementDecrementOptions<Attributes<M>>
  ): Promise<[affectedRows: M[], affectedCount?: number]>;
  static async decrement(fields: any, options?: any): Promise<any> {
    return (this as any).increment(fields, { by: 1, ...options, increment: false });
  }

  // ---- associations: `associations/mixin` ----
  /** The target gets the foreign key, and the source methods for its one row. */
  declare static hasOne: <M extends Model, R extends Model>(
    this: ModelStatic<M>,
    target: ModelStatic<R>,
    options?: HasOneOptions
  ) => HasOne<M, R>;
  /** The source gets the foreign key, and methods for the one row it refers to. */
  declare static belongsTo: <M extends Model, R extends Model>(
    this: ModelStatic<M>,
    target: ModelStatic<R>,
    options?: BelongsToOptions
  ) => BelongsTo<M, R>;
  /** The target gets the foreign key, and the source methods for its rows. */
  declare static hasMany: <M extends Model, R extends Model>(
    this: ModelStatic<M>,
    target: ModelStatic<R>,
    options?: HasManyOptions
  ) => HasMany<M, R>;
  /** The model `through` gets both foreign keys, and the source methods for the rows it is linked with. */
  declare static belongsToMany: <M extends Model, R extends Model>(
    this: ModelStatic<M>,
    target: ModelStatic<R>,
    options: BelongsToManyOptions
  ) => BelongsToMany<M, R>;
  declare static getAssociations: (target: ModelStatic<any>) => Association[];
  declare static getAssociationForAlias: (target: ModelStatic<any>, alias?: string) => Association | null;

  // ---- hooks: `hooks` ----
  declare static addHook: AddHook;
  declare static removeHook: (hookType: string, name: string | Function) => any;
  declare static hasHook: (hookType: string) => boolean;
  declare static hasHooks: (hookType: string) => boolean;
  /** @internal */
  declare static runHooks: (...args: any[]) => Promise<void>;
  declare static beforeValidate: HookRegistration<'beforeValidate'>;
  declare static afterValidate: HookRegistration<'afterValidate'>;
  declare static beforeCreate: HookRegistration<'beforeCreate'>;
  declare static afterCreate: HookRegistration<'afterCreate'>;
  declare static beforeDestroy: HookRegistration<'beforeDestroy'>;
  declare static afterDestroy: HookRegistration<'afterDestroy'>;
  declare static beforeRestore: HookRegistration<'beforeRestore'>;
  declare static afterRestore: HookRegistration<'afterRestore'>;
  declare static beforeUpdate: HookRegistration<'beforeUpdate'>;
  declare static afterUpdate: HookRegistration<'afterUpdate'>;
  declare static beforeUpsert: HookRegistration<'beforeUpsert'>;
  declare static afterUpsert: HookRegistration<'afterUpsert'>;
  declare static beforeSave: HookRegistration<'beforeSave'>;
  declare static afterSave: HookRegistration<'afterSave'>;
  declare static beforeBulkCreate: HookRegistration<'beforeBulkCreate'>;
  declare static afterBulkCreate: HookRegistration<'afterBulkCreate'>;
  declare static beforeBulkDestroy: HookRegistration<'beforeBulkDestroy'>;
  declare static afterBulkDestroy: HookRegistration<'afterBulkDestroy'>;
  declare static beforeBulkRestore: HookRegistration<'beforeBulkRestore'>;
  declare static afterBulkRestore: HookRegistration<'afterBulkRestore'>;
  declare static beforeBulkUpdate: HookRegistration<'beforeBulkUpdate'>;
  declare static afterBulkUpdate: HookRegistration<'afterBulkUpdate'>;
  declare static beforeFind: HookRegistration<'beforeFind'>;
  declare static beforeCount: HookRegistration<'beforeCount'>;
  declare static beforeFindAfterExpandIncludeAll: HookRegistration<'beforeFindAfterExpandIncludeAll'>;
  declare static beforeFindAfterOptions: HookRegistration<'beforeFindAfterOptions'>;
  declare static afterFind: HookRegistration<'afterFind'>;
  declare static beforeSync: HookRegistration<'beforeSync'>;
  declare static afterSync: HookRegistration<'afterSync'>;
  declare static beforeBulkSync: HookRegistration<'beforeBulkSync'>;
  declare static afterBulkSync: HookRegistration<'afterBulkSync'>;

  // ---- instance ----
  /** The stored values, by attribute. */
  declare dataValues: TModelAttributes;
  /** Whether the row is not in the database yet. */
  declare isNewRecord: boolean;
  /** @internal */
  declare uniqno: number;
  /** @internal */
  declare _options: any;
  /** @internal */
  declare rawAttributes: any;
  /** @internal */
  declare validators: any;

  constructor(values: MakeNullishOptional<TCreationAttributes> = {} as any, options: T.BuildOptions = {}) {
    building.construct(this, values, options);
  }
  get sequelize(): Sequelize {
    return (this.constructor as any).sequelize;
  }

  get(options?: { plain?: boolean; clone?: boolean; raw?: boolean }): TModelAttributes;
  get<K extends keyof this>(key: K, options?: { plain?: boolean; clone?: boolean; raw?: boolean }): this[K];
  get(key: string, options?: { plain?: boolean; clone?: boolean; raw?: boolean }): unknown;
  get(key?: any, options?: any): any {
    return values.getValue(this, key, options);
  }
  set<K extends keyof TModelAttributes>(key: K, value: TModelAttributes[K], options?: T.SetOptions): this;
  set(keys: Partial<TModelAttributes>, options?: T.SetOptions): this;
  set(key: any, value?: any, options?: any): any {
    return values.setValue(this, key, value, options);
  }
  setAttributes<K extends keyof TModelAttributes>(key: K, value: TModelAttributes[K], options?: T.SetOptions): this;
  setAttributes(keys: Partial<TModelAttributes>, options?: T.SetOptions): this;
  setAttributes(updates: any): any {
    return (this as any).set(updates);
  }
  getDataValue<K extends keyof TModelAttributes>(key: K): TModelAttributes[K] {
    return this.dataValues[key];
  }
  setDataValue<K extends keyof TModelAttributes>(key: K, value: TModelAttributes[K]): void {
    values.setDataValue(this, key as string, value);
  }
  changed<K extends keyof this>(key: K): boolean;
  changed<K extends keyof this>(key: K, dirty: boolean): void;
  changed(): false | string[];
  changed(key?: any, value?: any): any {
    return changed(this, key, value);
  }
  previous(): Partial<TModelAttributes>;
  previous<K extends keyof TModelAttributes>(key: K): TModelAttributes[K] | undefined;
  previous(key?: any): any {
    return previous(this, key);
  }
  where(checkVersion?: boolean): object {
    return rows.whereOf(this, checkVersion);
  }
  save(options?: T.SaveOptions<TModelAttributes>): Promise<this> {
    return save(this, options, arguments.length);
  }
  reload(options?: T.FindOptions<TModelAttributes>): Promise<this> {
    return reload(this, options);
  }
  validate(options?: ValidationOptions): Promise<void> {
    return validate(this, options);
  }
  update<K extends keyof TModelAttributes>(
    key: K,
    value: TModelAttributes[K] | Col | Fn | Literal,
    options?: T.InstanceUpdateOptions<TModelAttributes>
  ): Promise<this>;
  update(keys: Changes<TModelAttributes>, options?: T.InstanceUpdateOptions<TModelAttributes>): Promise<this>;
  update(keys: any, options?: any): Promise<any> {
    return updateInstance(this, keys, options);
  }
  destroy(options?: T.InstanceDestroyOptions): Promise<void> {
    return destroyInstance(this, options);
  }
  restore(options?: T.InstanceRestoreOptions): Promise<void> {
    return restoreInstance(this, options);
  }
  isSoftDeleted(): boolean {
    return rows.isSoftDeleted(this);
  }
  increment<K extends keyof TModelAttributes>(
    fields: K | readonly K[] | Partial<TModelAttributes>,
    options?: T.IncrementDecrementOptionsWithBy<TModelAttributes>
  ): Promise<this> {
    return incrementInstance(this, fields, options);
  }
  async decrement<K extends keyof TModelAttributes>(
    fields: K | readonly K[] | Partial<TModelAttributes>,
    options?: T.IncrementDecrementOptionsWithBy<TModelAttributes>
  ): Promise<this> {
    return this.increment(fields, { by: 1, ...options, increment: false } as any);
  }
  equals(other: this): boolean {
    return rows.equals(this, other);
  }
  equalsOneOf(others: readonly this[]): boolean {
    return others.some(other => this.equals(other));
  }
  setValidators(attribute: string, validators: any): void {
    this.validators[attribute] = validators;
  }
  toJSON<V extends TModelAttributes>(): V;
  toJSON(): object;
  toJSON(): any {
    return toJSON(this);
  }
  toString(): string {
    return `[object SequelizeInstance:${this.constructor.name}]`;
  }

  [inspect.custom](depth: number, options: any): string {
    return inspectInstance(this, depth, options);
  }

  /** @internal Written out on first use, see `model/state`. */
  get _previousDataValues(): any {
    return previousValues(this);
  }
  set _previousDataValues(replacement: any) {
    changedNames(this);
    (this as any)[PREVIOUS] = replacement;
  }
  /** @internal */
  get _changed(): Set<string> {
    return changedNames(this);
  }
  set _changed(replacement: Set<string>) {
    previousValues(this);
    (this as any)[CHANGED] = replacement;
  }
  /** @internal */
  _initValues(given: any, options: any): void {
    building.initValues(this, given, options);
  }
  /** @internal */
  _setInclude(key: string, value: any, options: any): void {
    setInclude(this, key, value, options);
  }

  // ---- v6's private statics, which its tests and plug-ins use ----
  /** @internal */
  static warnOnInvalidOptions(options: any, validColumnNames: readonly string[]): void {
    finding.warnOnInvalidOptions(this, options, validColumnNames);
  }
  /** @internal */
  static _paranoidClause(model: any, options: any = {}): any {
    return paranoidClause(model, options);
  }
  /** @internal */
  static _addDefaultAttributes(): void {
    attributes.addDefaultAttributes(this);
  }
  /** @internal */
  static _findAutoIncrementAttribute(): void {
    attributes.findAutoIncrementAttribute(this);
  }
  /** @internal */
  static _conformIndex(index: any): any {
    return indexes.conformIndex(index);
  }
  /** @internal */
  static _baseMerge(...args: any[]): any {
    return merging.baseMerge(this, args[0], args.slice(1, -1), args[args.length - 1]);
  }
  /** @internal */
  static _mergeFunction(objValue: any, srcValue: any, key: string): any {
    return merging.mergeValue(this, objValue, srcValue, key);
  }
  /** @internal */
  static _assignOptions(...args: any[]): any {
    return merging.assignOptions(this, args[0], ...args.slice(1));
  }
  /** @internal */
  static _defaultsOptions(target: any, opts: any): any {
    return merging.defaultOptions(this, target, opts);
  }
  /** @internal */
  static _expandAttributes(options: any): void {
    findAttributes.expandAttributes(this, options);
  }
  /** @internal */
  static _injectDependentVirtualAttributes(names: any): any {
    return findAttributes.injectDependentVirtualAttributes(this, names);
  }
  /** @internal */
  static _injectScope(options: any): void {
    scoping.injectScope(this, options);
  }
  /** @internal */
  static _getDefaultTimestamp(attribute: string): any {
    return defaultTimestamp(this, attribute);
  }
  /** @internal */
  static _optionsMustContainWhere(options: any): void {
    optionsMustContainWhere(options);
  }
  /** @internal */
  static _conformIncludes(options: any, self?: any): void {
    includes.conformIncludes(this, options, self);
  }
  /** @internal */
  static _uniqIncludes(options: any): void {
    includes.uniqIncludes(this, options);
  }
  /** @internal */
  static _expandIncludeAll(options: any): void {
    includes.expandIncludeAll(this, options);
  }
  /** @internal */
  static _expandIncludeAllElement(list: any, include: any): void {
    includes.expandIncludeAllElement(this, list, include);
  }
  /** @internal */
  static _conformInclude(include: any, self?: any): any {
    return includes.conformInclude(this, include, self);
  }
  /** @internal */
  static _transformStringAssociation(include: any, self?: any): any {
    return includes.transformStringAssociation(include, self);
  }
  /** @internal */
  static _validateIncludedElements(options: any, tableNames?: any): any {
    return includes.validateIncludedElements(this, options, tableNames);
  }
  /** @internal */
  static _validateIncludedElement(include: any, tableNames: any, options: any): any {
    return includes.validateIncludedElement(this, include, tableNames, options);
  }
  /** @internal */
  static _getIncludedAssociation(targetModel: any, targetAlias: any): any {
    return includes.includedAssociation(this, targetModel, targetAlias);
  }
  /** @internal */
  static async _findSeparate(results: any, options: any): Promise<any> {
    return includes.findSeparate(this, results, options);
  }
  static [inspect.custom](): string {
    return this.name;
  }
}

/** A model class as a type of value, without its static methods. */
export type ModelType<
  TModelAttributes extends {} = any,
  TCreationAttributes extends {} = TModelAttributes
> = new () => Model<TModelAttributes, TCreationAttributes>;
type NonConstructorKeys<V> = { [P in keyof V]: V[P] extends new () => any ? never : P }[keyof V];
type NonConstructor<V> = Pick<V, NonConstructorKeys<V>>;
/** The class of models whose instances are `M`, with all static methods. */
export type ModelStatic<M extends Model> = NonConstructor<typeof Model> & { new (): M };
export type ModelCtor<M extends Model> = ModelStatic<M>;
export type ModelDefined<S extends {}, V extends {}> = ModelStatic<Model<S, V>>;

/** The attributes of a model. */
export type Attributes<M extends Model> = M['_attributes'];
/** The attributes a new record takes; nullable ones may be left out. */
export type CreationAttributes<M extends Model> = MakeNullishOptional<M['_creationAttributes']>;

rememberMethods(Model.prototype);
Object.assign(Model, Mixin);
applyTo(Model, true);

export default Model;
exposeDefault(module, Model);
