/**
 * `--dry-run`: migrations run, but what would change the database is printed instead of sent. Reading is allowed. On
 * SQLite, changes happen to an empty copy of the tables in memory, so that a migration finds what an earlier one made.
 */
import { QueryTypes } from '../../query-types';
import { Sequelize } from '../../sequelize';
import { statement } from '../output';
import type { Configuration } from '../project/config';
import { ProjectSequelize } from '../project/connection';

const READING = /^\s*(select|pragma|show|explain|describe|desc|with|values)\b/i;
const WRITING_INSIDE = /\b(insert|update|delete|merge)\b/i;
const SCHEMA = /^\s*pragma\b|\bsqlite_(master|schema)\b/i;

export class DryRunSequelize extends ProjectSequelize {
  private shadow?: Promise<Sequelize>;

  constructor(configuration: Configuration) {
    super({ ...configuration, logging: false } as any);
  }

  override async query(sql: any, options?: any): Promise<any> {
    const text: string = typeof sql === 'string' ? sql : (sql.query ?? '');
    const isReading = READING.test(text) && !(/^\s*with\b/i.test(text) && WRITING_INSIDE.test(text));
    if (!isReading) return this.pretend(sql, text, options);
    // A setting is for the connection that the change would be made on.
    if (/^\s*pragma\b[^(]*=/i.test(text)) return undefined;
    const shadow = await this.tables();
    if (!shadow) return super.query(sql, options);
    const elsewhere = { ...options, transaction: null };
    if (SCHEMA.test(text)) return shadow.query(sql, elsewhere);
    try {
      return await super.query(sql, options);
    } catch (error) {
      // Of a table or column that is only there in the copy.
      return shadow.query(sql, elsewhere).catch(() => {
        throw error;
      });
    }
  }

  override async close(): Promise<void> {
    if (this.shadow) await (await this.shadow).close();
    await super.close();
  }

  private async pretend(sql: any, text: string, options: any): Promise<any> {
    const values = options?.bind ?? options?.replacements;
    statement(values ? `${text.trim().replace(/;*$/, '')}; -- with ${JSON.stringify(values)}` : text);
    const shadow = await this.tables();
    if (shadow) return shadow.query(sql, { ...options, transaction: null });
    return nothingHappened(options?.type);
  }

  private async tables(): Promise<Sequelize | undefined> {
    if (this.dialect.name !== 'sqlite') return undefined;
    this.shadow ??= this.copyTables();
    return this.shadow;
  }

  private async copyTables(): Promise<Sequelize> {
    const shadow = new Sequelize({ dialect: 'sqlite', storage: ':memory:', logging: false } as any);
    await shadow.query('PRAGMA foreign_keys = OFF');
    const made: any[] = await super.query(
      "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' " +
        "ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'view' THEN 1 ELSE 2 END, rowid",
      { type: QueryTypes.SELECT, raw: true } as any
    );
    for (const { sql } of made) await shadow.query(sql);
    return shadow;
  }
}

/** What a statement of this type gives when it changed nothing. */
function nothingHappened(type: unknown): unknown {
  switch (type) {
    case QueryTypes.BULKDELETE:
    case QueryTypes.BULKUPDATE:
    case QueryTypes.DELETE:
      return 0;
    default:
      return [[], {}];
  }
}
