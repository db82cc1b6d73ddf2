/**
 * Building a table anew: SQLite's way of changing a column or a constraint. The statements are v6's, one after the
 * other, but the table is made of its own text, so that everything in it stays: checks, composite and named
 * constraints, collations, AUTOINCREMENT. Indexes and triggers are made again. All of it is one transaction, in which
 * foreign keys are off: with them, dropping the old table would delete the rows that refer to it.
 */
import { Literal } from '../../../expressions';
import { QueryTypes } from '../../../query-types';
import { Transaction } from '../../../transaction';
import { splitStatements, type Interface } from '../../abstract/query-interface/run';

export interface Rebuild {
  /** The statements that make the table, given its present `CREATE TABLE` and description. */
  statements(create: string, columns: Record<string, any>): string | string[];
  /** A column that goes; indexes on it go as well. */
  removed?: string;
}

/** Describes, runs the statements, and makes indexes and triggers again. */
export async function rebuild(self: Interface, tableName: any, options: any, plan: Rebuild): Promise<void> {
  await atOnce(self, options, async inside => {
    const columns = await self.describeTable(tableName, inside);
    const kept = await readKept(self, tableName, columns, inside);
    keepColumnFacts(columns, kept);

    const run = (sql: string) => self.sequelize.query(sql, { raw: true, ...inside });
    const statements = plan.statements(kept.create, columns);
    for (const sql of Array.isArray(statements) ? statements : splitStatements(statements)) await run(sql);
    for (const index of kept.indexes) {
      if (plan.removed === undefined || !index.columns.includes(plan.removed)) await run(index.sql);
    }
    for (const sql of kept.triggers) await run(sql);
  });
}

/** Runs `work` in a transaction: the caller's, or one of its own. */
async function atOnce(self: Interface, given: any, work: (options: any) => Promise<void>): Promise<void> {
  const { sequelize } = self;
  const options = { ...given };
  const around = options.transaction === undefined ? sequelize.Sequelize._cls?.get('transaction') : options.transaction;
  if (around) return work({ ...options, transaction: around });

  const { logging, benchmark } = options;
  const transaction: any = new Transaction(sequelize, { type: Transaction.TYPES.IMMEDIATE, logging, benchmark });
  const set = (value: string, on: object) => sequelize.query(`PRAGMA foreign_keys = ${value}`, { ...options, ...on });
  const isOn = await hasForeignKeys(sequelize);
  // The setting cannot be changed once the transaction has begun.
  transaction.begin = async () => {
    if (isOn) await set('OFF', { transaction });
    await Transaction.prototype.begin.call(transaction);
  };
  await transaction.prepareEnvironment(false);
  try {
    await work({ ...options, transaction });
    await transaction.commit();
  } catch (error) {
    if (!transaction.finished) await transaction.rollback().catch(() => undefined);
    throw error;
  } finally {
    // In memory all transactions are on the one connection there is; a file's gets a new one.
    if (isOn) await set('ON', { transaction: null });
  }
}

async function hasForeignKeys(sequelize: any): Promise<boolean> {
  const rows = await sequelize.query('PRAGMA foreign_keys', {
    type: QueryTypes.SELECT,
    raw: true,
    logging: false,
    transaction: null
  });
  return Boolean(rows[0]?.foreign_keys);
}

interface KeptIndex {
  sql: string;
  columns: string[];
}

interface Kept {
  /** The table's own statement. */
  create: string;
  indexes: KeptIndex[];
  triggers: string[];
  /** Columns that are unique by themselves, not through a separate index. */
  uniqueColumns: Set<string>;
  isAutoIncrement: boolean;
  /** As they stand in the table: a description takes the quotes off. */
  defaults: { column: string; sql: string }[];
  actions: { column: string; onUpdate: string; onDelete: string }[];
}

async function readKept(self: Interface, tableName: any, columns: Record<string, any>, options: any): Promise<Kept> {
  const { queryGenerator, sequelize } = self;
  // SQLite has no schemas: a schema is part of the name.
  const name = tableName.schema ? `${tableName.schema}.${tableName.tableName}` : tableName.tableName || tableName;
  const raw = { ...options, type: QueryTypes.SELECT, raw: true, plain: false };
  const made: { sql: string | null }[] = await sequelize.query(queryGenerator.describeCreateTableQuery(name), raw);
  const shown: any[] = await self.showIndex(tableName, options);
  const foreign: any[] = await sequelize.query(queryGenerator.getForeignKeysQuery(tableName), {
    ...options,
    type: QueryTypes.DESCRIBE
  });

  const pragma: any[] = await sequelize.query(queryGenerator.describeTableQuery(name), raw);

  const texts = made.map(row => row.sql).filter((sql): sql is string => Boolean(sql));
  const indexes = texts
    .filter(sql => /^CREATE (UNIQUE )?INDEX/i.test(sql))
    .map(sql => ({ sql, columns: Object.keys(columns).filter(column => mentions(sql, column)) }));
  const create = texts.find(sql => /^CREATE TABLE/i.test(sql)) ?? '';
  const single = shown.filter(index => index.origin !== 'c' && index.unique && index.fields.length === 1);
  return {
    create,
    indexes,
    triggers: texts.filter(sql => /^CREATE TRIGGER/i.test(sql)),
    uniqueColumns: new Set(single.map(index => index.fields[0].attribute)),
    isAutoIncrement: /\bAUTOINCREMENT\b/i.test(create),
    defaults: pragma.filter(row => row.dflt_value !== null).map(row => ({ column: row.name, sql: row.dflt_value })),
    actions: foreign.map(row => ({ column: row.from, onUpdate: row.on_update, onDelete: row.on_delete }))
  };
}

/** Puts on the columns what their description lacks, and takes off what their table says elsewhere. */
function keepColumnFacts(columns: Record<string, any>, kept: Kept): void {
  for (const [name, column] of Object.entries(columns)) {
    if (column.primaryKey && kept.isAutoIncrement) column.autoIncrement = true;
    // v6 counts every column of a unique index as unique; constraints and indexes of several stay where they are.
    if (column.unique && !kept.uniqueColumns.has(name)) column.unique = false;
  }
  for (const { column, sql } of kept.defaults) {
    const isSimple = /^(-?[\d.]+|'([^']|'')*'|x'[0-9a-f]*'|NULL|TRUE|FALSE|CURRENT_\w+)$/is.test(sql);
    if (columns[column]) columns[column].defaultValue = new Literal(isSimple ? sql : `(${sql})`);
  }
  for (const { column, onUpdate, onDelete } of kept.actions) {
    if (!columns[column]) continue;
    if (onUpdate !== 'NO ACTION') columns[column].onUpdate = onUpdate;
    if (onDelete !== 'NO ACTION') columns[column].onDelete = onDelete;
  }
}

/** Whether the text of an index names the column, quoted in any of SQLite's ways or bare. */
function mentions(sql: string, column: string): boolean {
  const name = column.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`([\`"[])${name}[\`"\\]]|(?<![\\w\`"'[])${name}(?![\\w\`"'\\]])`);
  return pattern.test(sql.slice(sql.indexOf('(')));
}
