/** Smaller things an instance does on the database: session variables, a connection test. */
import { QueryTypes } from '../query-types';
import type { Sequelize } from '../sequelize';
import { Transaction } from '../transaction';
import type { QueryOptions } from './query-options';

/** Sends a statement that needs no table; rejects if no connection can be made. */
export async function authenticate(sequelize: Sequelize, options?: QueryOptions): Promise<void> {
  await sequelize.query(sequelize.dialect.queryGenerator.authTestQuery(), {
    raw: true,
    plain: true,
    type: QueryTypes.SELECT,
    ...options
  });
}

/**
 * Sets user variables (`@name`) of the session, on the connection of `options.transaction`. MySQL and MariaDB only.
 */
export async function set(sequelize: Sequelize, variables: Record<string, unknown>, given: QueryOptions): Promise<any> {
  const options: QueryOptions = { ...sequelize.options.set, ...(typeof given === 'object' && given) };
  if (!['mysql', 'mariadb'].includes(sequelize.getDialect())) {
    throw new Error('sequelize.set is only supported for mysql or mariadb');
  }
  if (!(options.transaction instanceof Transaction)) throw new TypeError('options.transaction is required');
  const assignments = Object.entries(variables).map(([name, value]) => `@${name} := ${variableText(value)}`);
  return sequelize.query(`SET ${assignments.join(', ')}`, { ...options, raw: true, plain: true, type: 'SET' });
}

/** v6 puts the text between double quotes as it is; ours cannot be ended by a quote or a backslash inside. */
function variableText(value: unknown): string {
  return typeof value === 'string' ? `"${value.replace(/["\\]/g, char => char + char)}"` : String(value);
}
