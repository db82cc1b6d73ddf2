/**
 * How the columns of a result are parsed. SQLite's cells describe themselves, and only instances are parsed, by the
 * declared types of the model's table. A server says the type of each column, and every result is parsed by it.
 */
import { parserStore } from '../dialects/parserStore';
import { DataTypes } from '../data-types';
import type { Parse, Shape } from './rows';

export interface ColumnTypes {
  /** The type by which a column is parsed; empty if by none. */
  of(shape: Shape, column: number, name: string, model: any): string;
  /** What parses values of the type; `undefined` if they come as they should be. Asked for each result. */
  parser(type: string): Parse | undefined;
  /** Whether that is a function of the user's. */
  isForeign(type: string): boolean;
  /** Whether values of the attribute come as they are compared when rows are told apart: none of them is parsed. */
  isPlain(attribute: any): boolean;
  /** Whether Rust makes dates of text because of the column's type, where the type of the attribute may differ. */
  readonly keepsText: boolean;
}

/** The part of a server's connection manager that knows its types, by the names or numbers that the driver gives. */
export interface TypeParsers {
  columnParser(type: string): Parse | undefined;
  isForeignParser(type: string): boolean;
}

/** Types whose values a server sends as the text that JavaScript makes of them. */
const PLAIN_TYPES: ReadonlySet<unknown> = new Set([
  'SMALLINT', 'MEDIUMINT', 'INTEGER', 'BIGINT', 'STRING', 'CHAR', 'TEXT', 'CITEXT', 'UUID', 'ENUM'
]); // prettier-ignore

export function typesOfServer(manager: TypeParsers): ColumnTypes {
  return {
    of: (shape, column) => shape.types[column],
    parser: type => manager.columnParser(type),
    isForeign: type => manager.isForeignParser(type),
    isPlain: ({ type }) => PLAIN_TYPES.has(type?.key),
    keepsText: false
  };
}

export function typesOfSqlite(timezone: string): ColumnTypes {
  const store = parserStore('sqlite');
  const options = { timezone };
  return {
    of: declaredType,
    parser(type) {
      const parse = store.get(type);
      return parse && (value => parse(value, options));
    },
    isForeign(type) {
      const parse = store.get(type);
      return parse !== undefined && !Object.values<any>((DataTypes as any).sqlite).some(own => own.parse === parse);
    },
    isPlain: attribute => store.get(attributeType(attribute)) === undefined,
    keepsText: true
  };
}

/** The type by which v6 would parse a column of SQLite; empty if by none. */
function declaredType(shape: Shape, column: number, name: string, model: any): string {
  const table = String(model.getTableName()).replace(/`/g, '');
  const isOwn = (field: string) => shape.origins[column] === field && shape.tables[column] === table;
  if (isOwn(name)) return shape.types[column];
  const byField = model.fieldRawAttributesMap?.[name];
  if (byField !== undefined) return attributeType(byField);
  const attribute = Object.hasOwn(model.rawAttributes, name) ? model.rawAttributes[name] : undefined;
  if (attribute?.field === undefined) return '';
  return isOwn(attribute.field) ? shape.types[column] : attributeType(attribute);
}

function attributeType(attribute: any): string {
  const { type } = attribute;
  const text = typeof type?.toSql === 'function' ? String(type.toSql()) : String(type ?? '');
  return text.split('(')[0].replace('UNSIGNED', '').replace('ZEROFILL', '').trim().toUpperCase();
}
