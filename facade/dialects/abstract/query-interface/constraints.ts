/** Indexes, constraints and foreign keys. */
import { warnOfPartialIndex } from '../../../model/indexes';
import { QueryTypes } from '../../../query-types';
import * as Utils from '../../../utils';
import type { Interface } from './run';
import { flatName } from './tables';

/** Called as (table, fields, options) or as (table, { fields, … }), each with a raw table name at the end. */
export async function addIndex(
  self: Interface,
  tableName: any,
  attributes: any,
  options: any,
  rawTablename: any
): Promise<any> {
  if (!Array.isArray(attributes)) {
    rawTablename = options;
    options = attributes;
    attributes = options.fields;
  }
  const index = Utils.cloneDeep(options) as any;
  index.fields = attributes;
  warnOfPartialIndex(self.sequelize, index, tableName);
  const sql = self.queryGenerator.addIndexQuery(tableName, index, rawTablename || tableName);
  return self.sequelize.query(sql, { ...index, supportsSearchPath: false });
}

/** Names of the foreign keys of each table; a key of the answer is `table` or `schema.table`. */
export async function getForeignKeysForTables(
  self: Interface,
  tableNames: any[],
  options: any
): Promise<Record<string, string[]>> {
  if (tableNames.length === 0) return {};
  const { queryGenerator, sequelize } = self;
  const queryOptions = { ...options, type: QueryTypes.FOREIGNKEYS };
  const found: any[] = await Promise.all(
    tableNames.map(name =>
      sequelize.query(queryGenerator.getForeignKeysQuery(name, sequelize.config.database), queryOptions)
    )
  );
  const names: Record<string, string[]> = {};
  tableNames.forEach((tableName, position) => {
    const rows = Array.isArray(found[position]) ? found[position] : [found[position]];
    names[flatName(tableName)] = rows.map((row: any) => row?.constraint_name).filter(Boolean);
  });
  return names;
}

export async function addConstraint(self: Interface, tableName: any, options: any): Promise<any> {
  const constraint = checkedConstraint(options);
  return self.sequelize.query(self.queryGenerator.addConstraintQuery(tableName, constraint), constraint);
}

/** A copy of the options of `addConstraint` that has what every constraint needs. */
export function checkedConstraint(options: any): any {
  if (!options.fields) throw new Error('Fields must be specified through options.fields');
  if (!options.type) throw new Error('Constraint type must be specified through options.type');
  return Utils.cloneDeep(options);
}
