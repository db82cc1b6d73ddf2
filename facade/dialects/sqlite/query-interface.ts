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
      change: columns => delete columns[attributeName],
      statements: columns => this.queryGenerator.removeColumnQuery(tableName, columns)
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
      change: columns => Object.assign(columns[attributeName], attribute),
      statements: columns => this.queryGenerator.removeColumnQuery(tableName, columns)
    });
  }

  override async renameColumn(
    tableName: any,
    attrNameBefore: string,
    attrNameAfter: string,
    options: any
  ): Promise<void> {
    await rebuild(this, tableName, options, {
      described: await this.assertTableHasColumn(tableName, attrNameBefore, options),
      renamed: [attrNameBefore, attrNameAfter],
      change: columns => {
        columns[attrNameAfter] = { ...columns[attrNameBefore] };
        delete columns[attrNameBefore];
      },
      statements: columns => this.queryGenerator.renameColumnQuery(tableName, attrNameBefore, attrNameAfter, columns)
    });
  }

  override async removeConstraint(tableName: any, constraintName: string, options: any): Promise<void> {
    const constraints: any[] = await this.showConstraint(tableName, constraintName, undefined);
    // The pragma-less way of asking gives all constraints of the table.
    const constraint = constraints.find(candidate => candidate.constraintName === constraintName);
    if (!constraint) {
      throw new UnknownConstraintError({
        message: `Constraint ${constraintName} on table ${tableName} does not exist`,
        constraint: constraintName,
        table: tableName
      });
    }
    await rebuild(this, tableName, options, {
      statements: columns =>
        this.queryGenerator._alterConstraintQuery(
          tableName,
          columns,
          withoutConstraint(this.queryGenerator, constraint)
        )
    });
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
      statements: columns => this.queryGenerator._alterConstraintQuery(tableName, columns, createTable)
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
