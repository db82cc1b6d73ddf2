/**
 * `require('sequelize')`: the Sequelize class, which has everything else as properties. The names exported here are
 * those a TypeScript program, or one that uses `import`, sees.
 */
import { Sequelize } from './sequelize';

export * from './associations';
export * from './data-types';
export * from './dialects/abstract/query-interface';
export * from './errors';
export { BaseError as Error } from './errors';
export * from './model';
export * from './sequelize';
export * from './transaction';
export * as DataTypes from './data-types';
export * as Deferrable from './deferrable';
export { IndexHints } from './index-hints';
export { Op } from './operators';
export { QueryTypes } from './query-types';
export { TableHints } from './table-hints';
export * as Utils from './utils';
export { useInflection } from './utils';
// Declared, not loaded: the class loads the `validator` package when it is first asked for it.
export declare const Validator: (typeof import('./utils/validator-extras'))['validator'];
export type Validator = typeof Validator;

export default Sequelize;

/** `T` with the keys `K` optional. */
export type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

module.exports = Sequelize;
