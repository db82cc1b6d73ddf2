/**
 * Building a table anew: SQLite's way of changing a column or a constraint. v6's statements, one after the other.
 * What v6 lost on the way is kept: secondary indexes, AUTOINCREMENT, and the actions of foreign keys.
 */
import { QueryTypes } from '../../../query-types';
import { splitStatements, type Interface } from '../../abstract/query-interface/run';

export interface Rebuild {
  /** The generator's text for the columns as they shall be. */
  statements(columns: Record<string, any>): string;
  /** The table's description, if the caller has it already. */
  described?: Record<string, any>;
  /** Changes the columns in place. */
  change?(columns: Record<string, any>): unknown;
  removed?: string;
  renamed?: [before: string, after: string];
}

/** Describes, changes, runs the statements, and makes the indexes again. */
export async function rebuild(self: Interface, tableName: any, options: any, plan: Rebuild): Promise<void> {
  options = options || {};
  const columns = plan.described ?? (await self.describeTable(tableName, options));
  const kept = await readKept(self, tableName, columns, options);
  keepColumnFacts(columns, kept);
  plan.change?.(columns);

  const run = (sql: string) => self.sequelize.query(sql, { raw: true, ...options });
  for (const statement of splitStatements(plan.statements(columns))) await run(statement);
  for (const index of kept.indexes) {
    if (plan.removed !== undefined && index.columns.includes(plan.removed)) continue;
    await run(renameInIndex(self, index, plan.renamed));
  }
}

interface KeptIndex {
  sql: string;
  columns: string[];
}

interface Kept {
  indexes: KeptIndex[];
  /** Columns that are unique by themselves, not through a separate index. */
  uniqueColumns: Set<string>;
  isAutoIncrement: boolean;
  actions: { column: string; onUpdate: string; onDelete: string }[];
}

async function readKept(self: Interface, tableName: any, columns: Record<string, any>, options: any): Promise<Kept> {
  const { queryGenerator, sequelize } = self;
  const name = tableName.tableName || tableName;
  const raw = { ...options, type: QueryTypes.SELECT, raw: true, plain: false };
  const made: { sql: string | null }[] = await sequelize.query(queryGenerator.describeCreateTableQuery(name), raw);
  const shown: any[] = await self.showIndex(tableName, options);
  const foreign: any[] = await sequelize.query(queryGenerator.getForeignKeysQuery(tableName), {
    ...options,
    type: QueryTypes.DESCRIBE
  });

  const texts = made.map(row => row.sql).filter((sql): sql is string => Boolean(sql));
  const indexes = texts
    .filter(sql => /^CREATE (UNIQUE )?INDEX/i.test(sql))
    .map(sql => ({ sql, columns: Object.keys(columns).filter(column => mentions(sql, column)) }));
  const single = shown.filter(index => index.origin !== 'c' && index.unique && index.fields.length === 1);
  return {
    indexes,
    uniqueColumns: new Set(single.map(index => index.fields[0].attribute)),
    isAutoIncrement: texts.some(sql => /^CREATE TABLE/i.test(sql) && /\bAUTOINCREMENT\b/i.test(sql)),
    actions: foreign.map(row => ({ column: row.from, onUpdate: row.on_update, onDelete: row.on_delete }))
  };
}

/** Puts on the columns what their description lacks. */
function keepColumnFacts(columns: Record<string, any>, kept: Kept): void {
  for (const [name, column] of Object.entries(columns)) {
    if (column.primaryKey && kept.isAutoIncrement) column.autoIncrement = true;
    // An index that is made again says it is unique; the column must not say so too.
    if (column.unique && !kept.uniqueColumns.has(name) && kept.indexes.some(index => index.columns.includes(name))) {
      column.unique = false;
    }
  }
  for (const { column, onUpdate, onDelete } of kept.actions) {
    if (!columns[column]) continue;
    if (onUpdate !== 'NO ACTION') columns[column].onUpdate = onUpdate;
    if (onDelete !== 'NO ACTION') columns[column].onDelete = onDelete;
  }
}

/** Whether the text of an index names the column, quoted in any of SQLite's ways or bare. */
function mentions(sql: string, column: string): boolean {
  return columnPattern(column).test(sql.slice(sql.indexOf('(')));
}

function columnPattern(column: string): RegExp {
  const name = column.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`([\`"[])${name}[\`"\\]]|(?<![\\w\`"'[])${name}(?![\\w\`"'\\]])`, 'g');
}

function renameInIndex(self: Interface, index: KeptIndex, renamed?: [string, string]): string {
  if (!renamed) return index.sql;
  const start = index.sql.indexOf('(');
  const after = self.queryGenerator.quoteIdentifier(renamed[1]);
  return index.sql.slice(0, start) + index.sql.slice(start).replace(columnPattern(renamed[0]), () => after);
}
