/** Option types of `QueryInterface` and `sequelize.query`. Nothing here exists at run time. */
import type { Deferrable } from './deferrable';
import type { Model, ModelStatic } from '../model';
import type { Filterable, IndexesOptions, Logging, QueryOptions, TableName, Transactionable } from '../model/options';
import type { WhereOptions } from '../model/where';
import type { QueryTypes } from '../query-types';

export type {
  IndexesOptions,
  IndexMethod,
  IndexType,
  QueryOptions,
  TableName,
  TableNameWithSchema
} from '../model/options';

/** Values for `:name` or `?`, or for `$name` or `$1`. */
export type BindOrReplacements = { [key: string]: unknown } | unknown[];

/** Attributes by column. */
export type FieldMap = { [key: string]: string };

export interface QueryOptionsWithWhere extends QueryOptions, Filterable<any> {}

export interface QueryOptionsWithModel<M extends Model> extends QueryOptions {
  /** the class of the instances to return */
  model: ModelStatic<M>;
}

export interface QueryOptionsWithType<T extends QueryTypes | `${QueryTypes}`> extends QueryOptions {
  /** kind of the statement, which decides what is returned */
  type: T;
}

export interface QueryOptionsWithForce extends QueryOptions {
  force?: boolean;
}

export interface QueryInterfaceOptions extends Logging, Transactionable {}

export interface CollateCharsetOptions {
  collate?: string;
  charset?: string;
}

export interface QueryInterfaceCreateTableOptions extends QueryInterfaceOptions, CollateCharsetOptions {
  /** MySQL and MariaDB */
  engine?: string;
  /** unique keys by name */
  uniqueKeys?: {
    [keyName: string]: {
      fields: string[];
      customIndex?: boolean;
    };
  };
}

export interface QueryInterfaceDropTableOptions extends QueryInterfaceOptions {
  cascade?: boolean;
  force?: boolean;
}

export interface QueryInterfaceDropAllTablesOptions extends QueryInterfaceOptions {
  /** tables to keep */
  skip?: string[];
}

export interface QueryInterfaceIndexOptions extends IndexesOptions, QueryInterfaceOptions {}

export interface BaseConstraintOptions {
  /** made of the table, the fields and the type if not given */
  name?: string;
  /** columns */
  fields: string[];
}

export interface AddUniqueConstraintOptions extends BaseConstraintOptions {
  type: 'unique';
  deferrable?: Deferrable;
}

/** SQL Server */
export interface AddDefaultConstraintOptions extends BaseConstraintOptions {
  type: 'default';
  defaultValue?: unknown;
}

export interface AddCheckConstraintOptions extends BaseConstraintOptions {
  type: 'check';
  where?: WhereOptions<any>;
}

export interface AddPrimaryKeyConstraintOptions extends BaseConstraintOptions {
  type: 'primary key';
  deferrable?: Deferrable;
}

export interface AddForeignKeyConstraintOptions extends BaseConstraintOptions {
  type: 'foreign key';
  references?: {
    table: TableName;
    field: string;
  };
  onDelete: string;
  onUpdate: string;
  deferrable?: Deferrable;
}

export type AddConstraintOptions =
  | AddUniqueConstraintOptions
  | AddDefaultConstraintOptions
  | AddCheckConstraintOptions
  | AddPrimaryKeyConstraintOptions
  | AddForeignKeyConstraintOptions;

export interface CreateDatabaseOptions extends CollateCharsetOptions, QueryOptions {
  encoding?: string;
}

/** A parameter of a database function. */
export interface FunctionParam {
  type: string;
  name?: string;
  /** `IN`, `OUT`, `INOUT` */
  direction?: string;
}

/** A column of an existing table. */
export interface ColumnDescription {
  type: string;
  allowNull: boolean;
  defaultValue: string;
  primaryKey: boolean;
  autoIncrement: boolean;
  comment: string | null;
}

/** The columns of an existing table, by name. */
export interface ColumnsDescription {
  [key: string]: ColumnDescription;
}
