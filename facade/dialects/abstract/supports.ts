/** What SQL can say in general: the abilities a dialect starts from. v6's keys and values, read by users and plug-ins
 * as `sequelize.dialect.supports`. */
import { cloneDeep } from '../../objects/clone';
import { merge } from '../../objects/merge';

export interface Supports {
  [ability: string]: any;
  autoIncrement: { identityInsert: boolean; defaultValue: boolean; update: boolean };
  transactionOptions: { type: boolean };
  inserts: {
    ignoreDuplicates: string;
    updateOnDuplicate: string | false;
    onConflictDoNothing: string;
    onConflictWhere: boolean;
    conflictFields: boolean;
  };
  constraints: Record<
    'restrict' | 'addConstraint' | 'dropConstraint' | 'unique' | 'default' | 'check' | 'foreignKey' | 'primaryKey',
    boolean
  >;
  index: {
    collate: boolean;
    length: boolean;
    parser: boolean;
    concurrently: boolean;
    type: boolean;
    /** Where `USING` stands: 1 before `ON`, 2 after the table; `true` is 1. */
    using: boolean | number;
    functionBased: boolean;
    operator: boolean;
    where?: boolean;
  };
}

export const abstractSupports: Supports = {
  DEFAULT: true,
  'DEFAULT VALUES': false,
  'VALUES ()': false,
  'LIMIT ON UPDATE': false,
  'ON DUPLICATE KEY': true,
  'ORDER NULLS': false,
  UNION: true,
  'UNION ALL': true,
  'RIGHT JOIN': true,
  returnValues: false,
  autoIncrement: { identityInsert: false, defaultValue: true, update: true },
  bulkDefault: false,
  schemas: false,
  transactions: true,
  settingIsolationLevelDuringTransaction: true,
  transactionOptions: { type: false },
  migrations: true,
  upserts: true,
  inserts: {
    ignoreDuplicates: '',
    updateOnDuplicate: false,
    onConflictDoNothing: '',
    onConflictWhere: false,
    conflictFields: false
  },
  constraints: {
    restrict: true,
    addConstraint: true,
    dropConstraint: true,
    unique: true,
    default: false,
    check: true,
    foreignKey: true,
    primaryKey: true
  },
  index: {
    collate: true,
    length: false,
    parser: false,
    concurrently: false,
    type: false,
    using: true,
    functionBased: false,
    operator: false
  },
  groupedLimit: true,
  indexViaAlter: false,
  JSON: false,
  deferrableConstraints: false,
  escapeStringConstants: false
};

/** The abstract abilities with a dialect's differences merged in, group by group. */
export function deriveSupports(differences: Record<string, any>): Supports {
  return merge(cloneDeep(abstractSupports), differences);
}
