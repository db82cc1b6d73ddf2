/** Types of all hooks: those of models and those of a Sequelize instance. Nothing here exists at run time. */
import type { Association } from '../associations';
import type { Connection, GetConnectionOptions } from '../dialects/abstract/connection-manager';
import type { Model, ModelType } from '../model';
import type { HookReturn, ModelHooks } from '../model/hook-types';
import type { ModelAttributes, ModelOptions } from '../model/options';
import type { Sequelize } from '../sequelize';
import type { Config, Options } from '../sequelize/options';
import type { AssociationOptions } from './associations';
import type { DeepWriteable } from './utils';

export type { HookReturn, ModelHooks } from '../model/hook-types';

/** Hooks of a Sequelize instance; those of models count for all its models. */
export interface SequelizeHooks<
  M extends Model<TAttributes, TCreationAttributes> = Model,
  TAttributes extends {} = any,
  TCreationAttributes extends {} = TAttributes
> extends ModelHooks<M, TAttributes> {
  /** before a model is made; may change attributes and options */
  beforeDefine(attributes: ModelAttributes<M, TCreationAttributes>, options: ModelOptions<M>): void;
  afterDefine(model: ModelType): void;
  /** before an association is declared; `type` is its class */
  beforeAssociate(data: { source: ModelType; target: ModelType; type: Function }, options: AssociationOptions): void;
  afterAssociate(
    data: { source: ModelType; target: ModelType; type: Function; association: Association },
    options: AssociationOptions
  ): void;
  /** inside `new Sequelize()`, so only `Sequelize.beforeInit` is in time */
  beforeInit(config: Config, options: Options): void;
  afterInit(sequelize: Sequelize): void;
  /** before a connection is made; may change how: passwords that expire */
  beforeConnect(config: DeepWriteable<Config>): HookReturn;
  afterConnect(connection: unknown, config: Config): HookReturn;
  /** before a connection is taken from the pool */
  beforePoolAcquire(config: GetConnectionOptions): HookReturn;
  afterPoolAcquire(connection: Connection, config: GetConnectionOptions): HookReturn;
  beforeDisconnect(connection: unknown): HookReturn;
  afterDisconnect(connection: unknown): HookReturn;
}

/** Registers one kind of hook, maybe with a name to remove it by: `sequelize.beforeCreate('log', fn)`. */
export interface AddSequelizeHook<K extends keyof SequelizeHooks> {
  (name: string, fn: HookFunction<K>): void;
  (fn: HookFunction<K>): void;
}

/** What it returns does not matter; a promise is waited for. */
type HookFunction<K extends keyof SequelizeHooks> = (...args: Parameters<SequelizeHooks<Model, any, any>[K]>) => void;

/** The methods that register hooks, one of each kind, and those for all kinds. */
export type HookMethods = { [K in keyof SequelizeHooks]: AddSequelizeHook<K> };

/** What a Sequelize instance and a model class have in common. Only a type: there is no such class to use. */
export declare class Hooks<
  M extends Model<TModelAttributes, TCreationAttributes> = Model,
  TModelAttributes extends {} = any,
  TCreationAttributes extends {} = TModelAttributes
> {
  _model: M;
  _attributes: TModelAttributes;
  _creationAttributes: TCreationAttributes;

  static addHook<H extends Hooks, K extends HookName<H>>(
    this: HooksStatic<H>,
    hookType: K,
    name: string,
    fn: HooksOf<H>[K]
  ): HooksCtor<H>;
  static addHook<H extends Hooks, K extends HookName<H>>(
    this: HooksStatic<H>,
    hookType: K,
    fn: HooksOf<H>[K]
  ): HooksCtor<H>;
  static removeHook<H extends Hooks>(this: HooksStatic<H>, hookType: HookName<H>, name: string): HooksCtor<H>;
  static hasHook<H extends Hooks>(this: HooksStatic<H>, hookType: HookName<H>): boolean;
  static hasHooks<H extends Hooks>(this: HooksStatic<H>, hookType: HookName<H>): boolean;

  addHook<K extends keyof SequelizeHooks<M, TModelAttributes, TCreationAttributes>>(
    hookType: K,
    name: string,
    fn: SequelizeHooks<Model, TModelAttributes, TCreationAttributes>[K]
  ): this;
  addHook<K extends keyof SequelizeHooks<M, TModelAttributes, TCreationAttributes>>(
    hookType: K,
    fn: SequelizeHooks<M, TModelAttributes, TCreationAttributes>[K]
  ): this;
  removeHook<K extends keyof SequelizeHooks>(hookType: K, name: string): this;
  hasHook<K extends keyof SequelizeHooks>(hookType: K): boolean;
  hasHooks<K extends keyof SequelizeHooks>(hookType: K): boolean;
}

type HooksOf<H extends Hooks> = SequelizeHooks<H['_model'], H['_attributes'], H['_creationAttributes']>;
type HookName<H extends Hooks> = keyof HooksOf<H>;

export type HooksCtor<H extends Hooks> = typeof Hooks & { new (): H };
export type HooksStatic<H extends Hooks> = { new (): H };
