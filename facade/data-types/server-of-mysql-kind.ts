import { momentWithZones, wkx } from '../packages/on-demand';
import { BOOLEAN } from './boolean';
import { declareNative } from './native';

/** Parse functions of our own: Rust does what they say. */
export const ownParsers = new WeakSet<object>([BOOLEAN.parse]);

/** Where MySQL and MariaDB differ. */
export interface Peculiarities {
  dialect: 'mysql' | 'mariadb';
  /** where the numbers of the types are documented */
  manual: string;
  /** the kinds of shapes a column can be declared with; any if missing */
  geometryTypes?: string[];
}

/** Names of the wire types whose values `parse` reads. */
const wireTypes: Record<string, string[] | false> = {
  DATE: ['DATETIME'],
  STRING: ['VAR_STRING'],
  CHAR: ['STRING'],
  TEXT: ['BLOB'],
  TINYINT: ['TINY'],
  SMALLINT: ['SHORT'],
  MEDIUMINT: ['INT24'],
  INTEGER: ['LONG'],
  BIGINT: ['LONGLONG'],
  FLOAT: ['FLOAT'],
  TIME: ['TIME'],
  DATEONLY: ['DATE'],
  BOOLEAN: ['TINY'],
  BLOB: ['TINYBLOB', 'BLOB', 'LONGBLOB'],
  DECIMAL: ['NEWDECIMAL'],
  UUID: false,
  ENUM: false,
  REAL: ['DOUBLE'],
  DOUBLE: ['DOUBLE'],
  GEOMETRY: ['GEOMETRY'],
  JSON: ['JSON']
};

/** What a driver gives to a parse function: a field that has not been read yet. */
interface UnreadField {
  string(): string | null;
  buffer(): Buffer | null;
}

/** The data types of MySQL and MariaDB. Each call makes new classes, as in v6. */
export function typesOfMysqlKind(BaseTypes: any, peculiarities: Peculiarities): Record<string, any> {
  const { dialect, manual, geometryTypes } = peculiarities;
  BaseTypes.ABSTRACT.prototype.dialectTypes = manual;
  for (const [key, types] of Object.entries(wireTypes)) BaseTypes[key].types[dialect] = types;

  class DECIMAL extends BaseTypes.DECIMAL {}

  class DATE extends BaseTypes.DATE {
    static parse(field: UnreadField, options: { timezone: string }): Date | null {
      const text = field.string();
      if (text === null) return null;
      const moment = momentWithZones();
      if (moment.tz.zone(options.timezone)) return moment.tz(text, options.timezone).toDate();
      return new Date(`${text} ${options.timezone}`);
    }
  }

  class DATEONLY extends BaseTypes.DATEONLY {
    static parse(field: UnreadField): string | null {
      return field.string();
    }
  }

  class UUID extends BaseTypes.UUID {}

  class GEOMETRY extends BaseTypes.GEOMETRY {
    constructor(type?: any, srid?: number) {
      super(type, srid);
      const isGiven = typeof this.type === 'string' && this.type !== '';
      if (isGiven && geometryTypes && !geometryTypes.includes(this.type)) {
        throw new Error(`Supported geometry types are: ${geometryTypes.join(', ')}`);
      }
      this.sqlType = isGiven ? this.type : this.key;
    }

    /** The value starts with four bytes of its reference system; an empty one is no shape. */
    static parse(field: UnreadField): object | null {
      const bytes = field.buffer();
      if (!bytes || bytes.length === 0) return null;
      return wkx()
        .Geometry.parse(bytes.subarray(4))
        .toGeoJSON({ shortCrs: true } as any);
    }
  }

  class ENUM extends BaseTypes.ENUM {}

  class JSONTYPE extends BaseTypes.JSON {
    /** In a `where`, a text is compared as it is. */
    _stringify(value: any, options: { operation?: string }): any {
      return options.operation === 'where' && typeof value === 'string' ? value : JSON.stringify(value);
    }
  }

  for (const { parse } of [DATE, DATEONLY, GEOMETRY]) ownParsers.add(parse);
  const types = { ENUM, DATE, DATEONLY, UUID, GEOMETRY, DECIMAL, JSON: JSONTYPE };
  declareNative(types, dialect);
  return types;
}
