/** Option types of `Sequelize` and its expression makers. Nothing here exists at run time. */
import type { Cast, Col, Fn, Literal } from '../expressions';
import type { ModelAttributeColumnOptions } from '../model/options';
import type { AndOperator, ColumnReference, OrOperator, WhereOperators } from '../model/where';

export type { DropOptions, SyncOptions } from '../model/options';
export type {
  Config,
  Dialect,
  Options,
  PoolOptions,
  ReplicationServer as ConnectionOptions,
  RetryOptions
} from '../sequelize/options';

/** `alter` of `sync`. */
export interface SyncAlterOptions {
  /** `false` keeps columns the model does not have */
  drop?: boolean;
}

/** Defaults of `sequelize.set()`. */
export interface DefaultSetOptions {}

/** One server to write to, several to read from. */
export interface ReplicationOptions {
  read: import('../sequelize/options').ReplicationServer[];
  write: import('../sequelize/options').ReplicationServer;
}

/** Operators by the names that stand for them in a `where`. */
export interface OperatorsAliases {
  [name: string]: symbol;
}

/** Options of `sequelize.set()`, which needs `transaction`. */
export interface QueryOptionsTransactionRequired {
  [option: string]: any;
}

/** What can be compared by `where(left, operator, right)`. */
export type WhereLeftOperand = Fn | ColumnReference | Literal | Cast | ModelAttributeColumnOptions;

/** @deprecated use `WhereLeftOperand` */
export type AttributeType = WhereLeftOperand;

/** @deprecated */
export type LogicType = Fn | Col | Literal | OrOperator<any> | AndOperator<any> | WhereOperators | string | symbol | null;
