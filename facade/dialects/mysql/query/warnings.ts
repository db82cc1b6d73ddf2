/** `showWarnings`: what the server warned about, asked for on the connection that ran the statement. */
import { executeRaw } from '../../../bridge/execute';
import { QueryTypes } from '../../../query-types';
import type { AbstractQuery } from '../../abstract/query';
import { warningsOf } from './shared';
import { WARNINGS } from './warning-count';

export async function runWithWarnings(query: AbstractQuery, sql: string, parameters: any): Promise<any> {
  const { connection, sequelize, instance, model } = query;
  query.sql = sql;
  let count = 0;
  const noted = { [WARNINGS]: (warnings: number) => (count = warnings) };
  const options = { ...query.options, instance, model, connection, ...noted };
  const result = await executeRaw(sequelize, sql, parameters, options);
  const isShown = sequelize.options.showWarnings || query.options.showWarnings;
  if (isShown && count > 0) await query.logWarnings(result);
  return result;
}

export async function logWarnings(query: AbstractQuery, server: string, results: any): Promise<any> {
  const { connection, sequelize } = query;
  const options = { ...query.options, connection, type: QueryTypes.RAW, instance: undefined, model: undefined };
  const [rows] = await executeRaw(sequelize, 'SHOW WARNINGS', undefined, options);
  const warnings = warningsOf([rows]);
  const heading = `${server} Warnings (${connection?.uuid || 'default'}): `;
  sequelize.log(heading + warnings.join('; '), query.options);
  return results;
}
