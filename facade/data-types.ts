/*
 * `DataTypes`: the 39 types, callable without `new`, and the classes that dialects have of their own, by dialect.
 * Each family is a file in `data-types/`; what a type may be made of, as TypeScript sees it, is in `types/data-types`.
 */
import { exposeDefault } from './bridge/commonjs';
import { ABSTRACT as AbstractClass } from './data-types/abstract';
import { ARRAY as ArrayClass } from './data-types/array';
import { BLOB as BlobClass } from './data-types/blob';
import { BOOLEAN as BooleanClass } from './data-types/boolean';
import { DATE as DateClass, DATEONLY as DateOnlyClass, NOW as NowClass, TIME as TimeClass } from './data-types/date';
import { ENUM as EnumClass } from './data-types/enum';
import { GEOGRAPHY as GeographyClass, GEOMETRY as GeometryClass } from './data-types/geometry';
import { HSTORE as HstoreClass, JSONB as JsonbClass, JSONTYPE as JsonClass } from './data-types/json';
import { declareBuiltInKeys, declareNative } from './data-types/native';
import { CIDR as CidrClass, INET as InetClass, MACADDR as MacAddrClass } from './data-types/network';
import * as numbers from './data-types/number';
import { RANGE as RangeClass } from './data-types/range';
import {
  CHAR as CharClass,
  CITEXT as CiTextClass,
  STRING as StringClass,
  TEXT as TextClass,
  TSVECTOR as TsVectorClass
} from './data-types/string';
import { UUID as UuidClass, UUIDV1 as UuidV1Class, UUIDV4 as UuidV4Class } from './data-types/uuid';
import { VIRTUAL as VirtualClass } from './data-types/virtual';
import { mariadbDataTypes } from './dialects/mariadb/data-types';
import { mssqlDataTypes } from './dialects/mssql/data-types';
import { mysqlDataTypes } from './dialects/mysql/data-types';
import { postgresDataTypes } from './dialects/postgres/data-types';
import { sqliteDataTypes } from './dialects/sqlite/data-types';
import type * as T from './types/data-types';
import { classToInvokable } from './utils/class-to-invokable';

export * from './types/data-types';

/** Order and names as in v6; a class with two names has the first one as its `key`. */
const classes: Record<string, any> = {
  ABSTRACT: AbstractClass,
  STRING: StringClass,
  CHAR: CharClass,
  TEXT: TextClass,
  NUMBER: numbers.NUMBER,
  TINYINT: numbers.TINYINT,
  SMALLINT: numbers.SMALLINT,
  MEDIUMINT: numbers.MEDIUMINT,
  INTEGER: numbers.INTEGER,
  BIGINT: numbers.BIGINT,
  FLOAT: numbers.FLOAT,
  TIME: TimeClass,
  DATE: DateClass,
  DATEONLY: DateOnlyClass,
  BOOLEAN: BooleanClass,
  NOW: NowClass,
  BLOB: BlobClass,
  DECIMAL: numbers.DECIMAL,
  NUMERIC: numbers.DECIMAL,
  UUID: UuidClass,
  UUIDV1: UuidV1Class,
  UUIDV4: UuidV4Class,
  HSTORE: HstoreClass,
  JSON: JsonClass,
  JSONB: JsonbClass,
  VIRTUAL: VirtualClass,
  ARRAY: ArrayClass,
  ENUM: EnumClass,
  RANGE: RangeClass,
  REAL: numbers.REAL,
  'DOUBLE PRECISION': numbers.DOUBLE,
  DOUBLE: numbers.DOUBLE,
  GEOMETRY: GeometryClass,
  GEOGRAPHY: GeographyClass,
  CIDR: CidrClass,
  INET: InetClass,
  MACADDR: MacAddrClass,
  CITEXT: CiTextClass,
  TSVECTOR: TsVectorClass
};

for (const [name, Class] of Object.entries(classes)) {
  if (Object.hasOwn(Class, 'key')) continue;
  Class.types = {};
  Class.key = Class.prototype.key = name;
}
declareBuiltInKeys(Object.keys(classes));
declareNative(classes, '');

const dialects: Record<string, Record<string, any>> = {
  postgres: postgresDataTypes(classes),
  mysql: mysqlDataTypes(classes),
  mariadb: mariadbDataTypes(classes),
  sqlite: sqliteDataTypes(classes),
  mssql: mssqlDataTypes(classes)
};

function invokable(map: Record<string, any>): Record<string, any> {
  return Object.fromEntries(Object.entries(map).map(([name, Class]) => [name, classToInvokable(Class)]));
}

/** All types by name, and the maps of the dialects: what `require('sequelize/lib/data-types')` returns. */
export const DataTypes: Record<string, any> = {
  ...invokable(classes),
  ...Object.fromEntries(Object.entries(dialects).map(([dialect, map]) => [dialect, invokable(map)])),
  // dialects this package does not speak have no classes
  db2: {},
  snowflake: {},
  oracle: {}
};

/** What all types extend; also yours. */
export const ABSTRACT: T.AbstractDataTypeConstructor = DataTypes.ABSTRACT;
/** Text of limited length, 255 characters unless told. */
export const STRING: T.StringDataTypeConstructor = DataTypes.STRING;
/** Text of fixed length. */
export const CHAR: T.CharDataTypeConstructor = DataTypes.CHAR;
/** Text of any length. */
export const TEXT: T.TextDataTypeConstructor = DataTypes.TEXT;
/** What all numbers extend. */
export const NUMBER: T.NumberDataTypeConstructor = DataTypes.NUMBER;
/** An integer of 8 bits. */
export const TINYINT: T.TinyIntegerDataTypeConstructor = DataTypes.TINYINT;
/** An integer of 16 bits. */
export const SMALLINT: T.SmallIntegerDataTypeConstructor = DataTypes.SMALLINT;
/** An integer of 24 bits. */
export const MEDIUMINT: T.MediumIntegerDataTypeConstructor = DataTypes.MEDIUMINT;
/** An integer of 32 bits. */
export const INTEGER: T.IntegerDataTypeConstructor = DataTypes.INTEGER;
/** An integer of 64 bits; read as a text. */
export const BIGINT: T.BigIntDataTypeConstructor = DataTypes.BIGINT;
/** A number with a floating point. */
export const FLOAT: T.FloatDataTypeConstructor = DataTypes.FLOAT;
/** A time of day. */
export const TIME: T.AbstractDataTypeConstructor = DataTypes.TIME;
/** A moment in time. */
export const DATE: T.DateDataTypeConstructor = DataTypes.DATE;
/** A day, as the text `YYYY-MM-DD`. */
export const DATEONLY: T.DateOnlyDataTypeConstructor = DataTypes.DATEONLY;
/** True or false. */
export const BOOLEAN: T.AbstractDataTypeConstructor = DataTypes.BOOLEAN;
/** The current time, as a default value. */
export const NOW: T.AbstractDataTypeConstructor = DataTypes.NOW;
/** Bytes. */
export const BLOB: T.BlobDataTypeConstructor = DataTypes.BLOB;
/** An exact number; read as a text. */
export const DECIMAL: T.DecimalDataTypeConstructor = DataTypes.DECIMAL;
/** The same as `DECIMAL`. */
export const NUMERIC: T.DecimalDataTypeConstructor = DataTypes.NUMERIC;
/** A universally unique identifier, as text. */
export const UUID: T.AbstractDataTypeConstructor = DataTypes.UUID;
/** A new identifier made of time and host, as a default value. */
export const UUIDV1: T.AbstractDataTypeConstructor = DataTypes.UUIDV1;
/** A new random identifier, as a default value. */
export const UUIDV4: T.AbstractDataTypeConstructor = DataTypes.UUIDV4;
/** Texts by key (PostgreSQL). */
export const HSTORE: T.AbstractDataTypeConstructor = DataTypes.HSTORE;
/** Any value that JSON can hold. */
export const JSON: T.AbstractDataTypeConstructor = DataTypes.JSON;
/** JSON that the database keeps taken apart (PostgreSQL). */
export const JSONB: T.AbstractDataTypeConstructor = DataTypes.JSONB;
/** An attribute without a column. */
export const VIRTUAL: T.VirtualDataTypeConstructor = DataTypes.VIRTUAL;
/** A list of values of one type (PostgreSQL). */
export const ARRAY: T.ArrayDataTypeConstructor = DataTypes.ARRAY;
/** One of a list of texts. */
export const ENUM: T.EnumDataTypeConstructor = DataTypes.ENUM;
/** A range between two values (PostgreSQL). */
export const RANGE: T.RangeDataTypeConstructor = DataTypes.RANGE;
/** A number with a floating point, 4 bytes. */
export const REAL: T.RealDataTypeConstructor = DataTypes.REAL;
/** A number with a floating point, 8 bytes. */
export const DOUBLE: T.DoubleDataTypeConstructor = DataTypes.DOUBLE;
/** A shape on a plane; GeoJSON in JavaScript. */
export const GEOMETRY: T.GeometryDataTypeConstructor = DataTypes.GEOMETRY;
/** A shape on the globe (PostGIS); GeoJSON in JavaScript. */
export const GEOGRAPHY: T.GeographyDataTypeConstructor = DataTypes.GEOGRAPHY;
/** An IP network (PostgreSQL). */
export const CIDR: T.AbstractDataTypeConstructor = DataTypes.CIDR;
/** An IP address (PostgreSQL). */
export const INET: T.AbstractDataTypeConstructor = DataTypes.INET;
/** The address of a network card (PostgreSQL). */
export const MACADDR: T.AbstractDataTypeConstructor = DataTypes.MACADDR;
/** Text that is compared without case (PostgreSQL, SQLite). */
export const CITEXT: T.AbstractDataTypeConstructor = DataTypes.CITEXT;
/** Words for a full text search (PostgreSQL). */
export const TSVECTOR: T.AbstractDataTypeConstructor = DataTypes.TSVECTOR;

export default DataTypes;
exposeDefault(module, DataTypes);
