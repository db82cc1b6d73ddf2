/**
 * SQLite: there is no statement that changes a column or a constraint, so the table is built anew and its rows are
 * copied (`query-interface/rebuild.ts`); pragmas describe tables.
 */
import { UnknownConstraintError } from '../../errors';
import { QueryTypes } from '../../query-types';
import { QueryInterface } from '../abstract/query-interface';
import { checkedConstraint } from '../abstract/query-interface/constraints';
import { orNoDescription, tableToDescribe } from '../abstract/query-interface/tables';
import { withoutConstraint } from './query-interface/constraint-text';
import { describeColumns } from './query-interface/describe';
import { rebuild } from './query-interface/rebuild';

export class SQLiteQueryInterface extends QueryInterface {
  override async removeColumn(tableName: any, attributeName: string, options: any): Promise<void> {
    await rebuild(this, tableName, options, {
      removed: attributeName,
      statements: create => this.queryGenerator._rebuildTableQuery(tableName, create, { drop: attributeName })
    });
  }

  override async changeColumn(
    tableName: any,
    attributeName: string,
    dataTypeOrOptions: any,
    options: any
  ): Promise<void> {
    const attribute = this.normalizeAttribute(dataTypeOrOptions);
    await rebuild(this, tableName, options, {
      statements: (create, columns) => {
        const column = Object.assign(columns[attributeName], attribute);
        const definition = this.queryGenerator.attributesToSQL({ [attributeName]: column })[attributeName];
        const define = [attributeName, definition, 'references' in attribute];
        return this.queryGenerator._rebuildTableQuery(tableName, create, { define });
      }
    });
  }

  /** SQLite can do this in place, and changes indexes, constraints, triggers and views with it. */
  override async renameColumn(
    tableName: any,
    attrNameBefore: string,
    attrNameAfter: string,
    options: any
  ): Promise<void> {
    await this.assertTableHasColumn(tableName, attrNameBefore, options);
    const rename = [attrNameBefore, attrNameAfter];
    const [sql] = this.queryGenerator._rebuildTableQuery(tableName, '', { rename });
    await this.sequelize.query(sql, { raw: true, ...options });
  }

  override async removeConstraint(tableName: any, constraintName: string, options: any): Promise<void> {
    const constraints: any[] = await this.showConstraint(tableName, constraintName, undefined);
    // The pragma-less way of asking gives all constraints of the table.
    const constraint = constraints.find(candidate => candidate.constraintName === constraintName);
    if (!constraint) {
      if (await this.removeUniqueConstraint(tableName, constraintName, options)) return;
      throw new UnknownConstraintError({
        message: `Constraint ${constraintName} on table ${tableName} does not exist`,
        constraint: constraintName,
        table: tableName
      });
    }
    await rebuild(this, tableName, options, {
      statements: (_create, columns) =>
        this.queryGenerator._alterConstraintQuery(
          tableName,
          columns,
          withoutConstraint(this.queryGenerator, constraint)
        )
    });
  }

  /** A unique constraint without a name of its own, by that of its index (`sqlite_autoindex_Users_1`). */
  private async removeUniqueConstraint(tableName: any, indexName: string, options: any): Promise<boolean> {
    const shown: any = await this.showIndex(tableName, options);
    const index = shown.find((one: any) => one.name === indexName && one.origin === 'u');
    if (!index) return false;
    const fields = index.fields.map((field: any) => field.attribute);
    if (fields.length === 1) {
      await this.changeColumn(tableName, fields[0], { unique: false }, options);
      return true;
    }
    await rebuild(this, tableName, options, {
      statements: create => this.queryGenerator._rebuildTableQuery(tableName, create, { dropUnique: fields })
    });
    return true;
  }

  override async addConstraint(tableName: any, options: any): Promise<void> {
    const constraint = checkedConstraint(options);
    const snippet = this.queryGenerator.getConstraintSnippet(tableName, constraint);
    const [table]: any = await this.sequelize.query(this.queryGenerator.describeCreateTableQuery(tableName), {
      ...constraint,
      type: QueryTypes.SELECT,
      raw: true
    });
    const closing = table.sql.length - 1;
    const createTable = `${table.sql.slice(0, closing)}, ${snippet})${table.sql.slice(closing + 1)};`;
    await rebuild(this, tableName, constraint, {
      statements: (_create, columns) => this.queryGenerator._alterConstraintQuery(tableName, columns, createTable)
    });
  }

  override async getForeignKeyReferencesForTable(tableName: any, options: any): Promise<any[]> {
    const { database } = this.sequelize.config;
    const rows = await this.sequelize.query(this.queryGenerator.getForeignKeysQuery(tableName, database), options);
    return rows.map((row: any) => ({
      tableName,
      columnName: row.from,
      referencedTableName: row.table,
      referencedColumnName: row.to,
      tableCatalog: database,
      referencedTableCatalog: database
    }));
  }

  override async dropAllTables(options: any): Promise<void> {
    options = options || {};
    const tableNames = await this.showAllTables(options);
    await this.sequelize.query('PRAGMA foreign_keys = OFF', options);
    await this._dropAllTables(tableNames, options.skip || [], options);
    await this.sequelize.query('PRAGMA foreign_keys = ON', options);
  }

  /** Besides the columns: which are unique, and what they reference. */
  override async describeTable(tableName: any, options: any): Promise<any> {
    const table = tableToDescribe(tableName, options);
    return orNoDescription(table.tableName, () => describeColumns(this, table, options));
  }
}
