/** Types of a model's hooks. Nothing here exists at run time. */
import type { AbstractQuery } from '../dialects/abstract/query';
import type { ValidationOptions } from '../instance-validator';
import type { Attributes, Model, ModelStatic } from '../model';
import type {
  BulkCreateOptions,
  CountOptions,
  CreateOptions,
  DestroyOptions,
  FindOptions,
  InstanceDestroyOptions,
  InstanceRestoreOptions,
  InstanceUpdateOptions,
  QueryOptions,
  RestoreOptions,
  SyncOptions,
  UpdateOptions,
  UpsertOptions
} from './options';

/** A hook may be asynchronous. */
export type HookReturn = Promise<void> | void;

type Saving<TAttributes> = InstanceUpdateOptions<TAttributes> | CreateOptions<TAttributes>;

export interface ModelHooks<M extends Model = Model, TAttributes = any> {
  beforeValidate(instance: M, options: ValidationOptions): HookReturn;
  afterValidate(instance: M, options: ValidationOptions): HookReturn;
  beforeCreate(attributes: M, options: CreateOptions<TAttributes>): HookReturn;
  afterCreate(attributes: M, options: CreateOptions<TAttributes>): HookReturn;
  beforeDestroy(instance: M, options: InstanceDestroyOptions): HookReturn;
  afterDestroy(instance: M, options: InstanceDestroyOptions): HookReturn;
  beforeRestore(instance: M, options: InstanceRestoreOptions): HookReturn;
  afterRestore(instance: M, options: InstanceRestoreOptions): HookReturn;
  beforeUpdate(instance: M, options: InstanceUpdateOptions<TAttributes>): HookReturn;
  afterUpdate(instance: M, options: InstanceUpdateOptions<TAttributes>): HookReturn;
  beforeUpsert(attributes: M, options: UpsertOptions<TAttributes>): HookReturn;
  afterUpsert(attributes: [M, boolean | null], options: UpsertOptions<TAttributes>): HookReturn;
  beforeSave(instance: M, options: Saving<TAttributes>): HookReturn;
  afterSave(instance: M, options: Saving<TAttributes>): HookReturn;
  beforeBulkCreate(instances: M[], options: BulkCreateOptions<TAttributes>): HookReturn;
  afterBulkCreate(instances: readonly M[], options: BulkCreateOptions<TAttributes>): HookReturn;
  beforeBulkDestroy(options: DestroyOptions<TAttributes>): HookReturn;
  afterBulkDestroy(options: DestroyOptions<TAttributes>): HookReturn;
  beforeBulkRestore(options: RestoreOptions<TAttributes>): HookReturn;
  afterBulkRestore(options: RestoreOptions<TAttributes>): HookReturn;
  beforeBulkUpdate(options: UpdateOptions<TAttributes>): HookReturn;
  afterBulkUpdate(options: UpdateOptions<TAttributes>): HookReturn;
  beforeFind(options: FindOptions<TAttributes>): HookReturn;
  beforeCount(options: CountOptions<TAttributes>): HookReturn;
  beforeFindAfterExpandIncludeAll(options: FindOptions<TAttributes>): HookReturn;
  beforeFindAfterOptions(options: FindOptions<TAttributes>): HookReturn;
  afterFind(instancesOrInstance: readonly M[] | M | null, options: FindOptions<TAttributes>): HookReturn;
  beforeSync(options: SyncOptions): HookReturn;
  afterSync(options: SyncOptions): HookReturn;
  beforeBulkSync(options: SyncOptions): HookReturn;
  afterBulkSync(options: SyncOptions): HookReturn;
  beforeQuery(options: QueryOptions, query: AbstractQuery): HookReturn;
  afterQuery(options: QueryOptions, query: AbstractQuery): HookReturn;
}

/** `User.beforeCreate(fn)`, or with a name to remove it by. */
export interface HookRegistration<K extends keyof ModelHooks> {
  <M extends Model>(this: ModelStatic<M>, name: string, fn: ModelHooks<M, Attributes<M>>[K]): void;
  <M extends Model>(this: ModelStatic<M>, fn: ModelHooks<M, Attributes<M>>[K]): void;
}

/** `User.addHook('beforeCreate', fn)`. */
export interface AddHook {
  <M extends Model, K extends keyof ModelHooks>(
    this: ModelStatic<M>,
    hookType: K,
    name: string,
    fn: ModelHooks<M, Attributes<M>>[K]
  ): ModelStatic<M>;
  <M extends Model, K extends keyof ModelHooks>(
    this: ModelStatic<M>,
    hookType: K,
    fn: ModelHooks<M, Attributes<M>>[K]
  ): ModelStatic<M>;
}
