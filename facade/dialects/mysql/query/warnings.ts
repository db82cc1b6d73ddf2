/** `showWarnings`: what the server warned about, asked for on the connection that ran the statement. */
import { executeRaw } from '../../../bridge/execute';
import { QueryTypes } from '../../../query-types';
import type { AbstractQuery } from '../../abstract/query';
import { ColumnDefinition } from './result-objects';
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
  const options = { ...query.options, type: QueryTypes.RAW };
  const asking = Object.assign(Object.create(query), { options, instance: undefined, model: undefined });
  const answer: any[] = await asking.run('SHOW WARNINGS');
  // Beside the rows there are the same ones again, or the columns.
  const parts = answer.filter(
    (part, index) => !(part?.[0] instanceof ColumnDefinition) && answer.indexOf(part) === index
  );
  const heading = `${server} Warnings (${connection?.uuid || 'default'}): `;
  sequelize.log(heading + warningsOf(parts).join('; '), query.options);
  return results;
}
