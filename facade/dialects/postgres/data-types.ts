import { exposeDefault } from '../../bridge/commonjs';
import { toBoolean } from '../../data-types/boolean';
import { valueToSql } from '../../data-types/engine-text';
import { declareNative } from '../../data-types/native';
import { wkx } from '../../packages/on-demand';
import * as hstore from './hstore';
import * as range from './range';

const manual = 'http://www.postgresql.org/docs/9.4/static/datatype.html';

/** Names of the database types (their numbers are asked of the server) whose values `parse` reads. */
const databaseTypes: Record<string, unknown> = {
  UUID: ['uuid'],
  CIDR: ['cidr'],
  INET: ['inet'],
  MACADDR: ['macaddr'],
  TSVECTOR: ['tsvector'],
  JSON: ['json'],
  JSONB: ['jsonb'],
  TIME: ['time'],
  DATEONLY: ['date'],
  DECIMAL: ['numeric'],
  STRING: ['varchar'],
  TEXT: ['text'],
  CITEXT: ['citext'],
  CHAR: ['char', 'bpchar'],
  BOOLEAN: ['bool'],
  DATE: ['timestamptz'],
  TINYINT: ['int2'],
  SMALLINT: ['int2'],
  INTEGER: ['int4'],
  BIGINT: ['int8'],
  REAL: ['float4'],
  DOUBLE: ['float8'],
  BLOB: ['bytea'],
  GEOMETRY: ['geometry'],
  GEOGRAPHY: ['geography'],
  HSTORE: ['hstore'],
  RANGE: {
    subtypes: {
      integer: 'int4range',
      decimal: 'numrange',
      date: 'tstzrange',
      dateonly: 'daterange',
      bigint: 'int8range'
    },
    castTypes: { integer: 'int4', decimal: 'numeric', date: 'timestamptz', dateonly: 'date', bigint: 'int8' }
  },
  ENUM: [null]
};

/** The data types of PostgreSQL. Each call makes new classes, as in v6. */
export function postgresDataTypes(BaseTypes: any): Record<string, any> {
  const warn = (text: string): void => BaseTypes.ABSTRACT.warn(manual, text);
  for (const [key, types] of Object.entries(databaseTypes)) BaseTypes[key].types.postgres = types;

  function dropNumberOptions(type: any): void {
    if (!type._length && !type.options.length && !type._unsigned && !type._zerofill) return;
    warn(
      `PostgresSQL does not support '${type.key}' with LENGTH, UNSIGNED or ZEROFILL. Plain '${type.key}' will be used instead.`
    );
    type._length = undefined;
    type.options.length = undefined;
    type._unsigned = undefined;
    type._zerofill = undefined;
  }

  class DATEONLY extends BaseTypes.DATEONLY {
    _stringify(value: any, options: any): any {
      return isInfinite(value) ? String(value) : super._stringify(value, options);
    }

    _sanitize(value: any, options?: { raw?: boolean }): any {
      if (options?.raw) return value;
      const number = toInfinity(value);
      return isInfinite(number) ? number : super._sanitize(value);
    }

    static parse(value: any): any {
      return value === 'infinity' ? Infinity : value === '-infinity' ? -Infinity : value;
    }
  }

  class DATE extends BaseTypes.DATE {
    validate(value: any): boolean {
      return isInfinite(value) || super.validate(value);
    }

    _stringify(value: any, options: any): any {
      return isInfinite(value) ? String(value) : super._stringify(value, options);
    }

    _sanitize(value: any, options?: { raw?: boolean }): any {
      if (options?.raw) return value;
      const number = toInfinity(value);
      return isInfinite(number) ? number : super._sanitize(value);
    }
  }

  class DECIMAL extends BaseTypes.DECIMAL {
    static parse(value: any): any {
      return value;
    }
  }

  class STRING extends BaseTypes.STRING {}

  class CHAR extends BaseTypes.CHAR {}

  class TEXT extends BaseTypes.TEXT {
    _dropUnsupported(): void {
      if (!this._length) return;
      warn('PostgreSQL does not support TEXT with options. Plain `TEXT` will be used instead.');
      this._length = undefined;
    }
  }

  class CITEXT extends BaseTypes.CITEXT {
    static parse(value: any): any {
      return value;
    }
  }

  class BOOLEAN extends BaseTypes.BOOLEAN {
    _sanitize(value: any): any {
      return toBoolean(value, ['true', 't'], ['false', 'f']);
    }

    static parse = BOOLEAN.prototype._sanitize;
  }

  class TINYINT extends BaseTypes.TINYINT {
    constructor(length?: any) {
      super(length);
      dropNumberOptions(this);
    }
  }

  class SMALLINT extends BaseTypes.SMALLINT {
    constructor(length?: any) {
      super(length);
      dropNumberOptions(this);
    }
  }

  class INTEGER extends BaseTypes.INTEGER {
    constructor(length?: any) {
      super(length);
      dropNumberOptions(this);
    }

    static parse(value: string): number {
      return parseInt(value, 10);
    }
  }

  class BIGINT extends BaseTypes.BIGINT {
    constructor(length?: any) {
      super(length);
      dropNumberOptions(this);
    }
  }

  class REAL extends BaseTypes.REAL {
    constructor(length?: any) {
      super(length);
      dropNumberOptions(this);
    }
  }

  class DOUBLE extends BaseTypes.DOUBLE {
    constructor(length?: any) {
      super(length);
      dropNumberOptions(this);
    }
  }

  class FLOAT extends BaseTypes.FLOAT {
    /** A length of 1 to 24 means 4 bytes, 25 to 53 means 8; there is nothing else. */
    constructor(length?: any, decimals?: number) {
      super(length, decimals);
      if (this._decimals) {
        warn('PostgreSQL does not support FLOAT with decimals. Plain `FLOAT` will be used instead.');
        this._length = undefined;
        this.options.length = undefined;
        this._decimals = undefined;
      }
      if (this._unsigned) {
        warn('PostgreSQL does not support FLOAT unsigned. `UNSIGNED` was removed.');
        this._unsigned = undefined;
      }
      if (this._zerofill) {
        warn('PostgreSQL does not support FLOAT zerofill. `ZEROFILL` was removed.');
        this._zerofill = undefined;
      }
    }
  }

  class BLOB extends BaseTypes.BLOB {
    _dropUnsupported(): void {
      if (!this._length) return;
      warn('PostgreSQL does not support BLOB (BYTEA) with options. Plain `BYTEA` will be used instead.');
      this._length = undefined;
    }
  }

  class GEOMETRY extends BaseTypes.GEOMETRY {
    static parse = parseShape;

    /** PostGIS reads GeoJSON. */
    _boundShape(value: any): any {
      return value;
    }
  }

  class GEOGRAPHY extends BaseTypes.GEOGRAPHY {
    static parse = parseShape;

    /** PostGIS reads GeoJSON. */
    _boundShape(value: any): any {
      return value;
    }
  }

  class HSTORE extends BaseTypes.HSTORE {
    _value(value: any): any {
      return hstore.stringify(value);
    }

    _stringify(value: any): any {
      return valueToSql(this, value);
    }

    _bindParam(value: any, options: any): string {
      return options.bindParam(this._value(value));
    }

    static parse(value: any): any {
      return hstore.parse(value);
    }
  }
  HSTORE.prototype.escape = false;

  class RANGE extends BaseTypes.RANGE {
    /** The text of a range, or of a single value of the subtype. */
    _value(values: any, options: any): any {
      const { subtype } = this.options;
      if (!Array.isArray(values)) return subtype.stringify(values, options);
      const inclusive = [true, false];
      const bounds: any[] & { inclusive?: boolean[] } = values.map((bound, index) => {
        let value = bound;
        if (typeof value === 'object' && value !== null && Object.hasOwn(value, 'value')) {
          if (Object.hasOwn(value, 'inclusive')) inclusive[index] = value.inclusive;
          value = value.value;
        }
        if (value === null || isInfinite(value)) return value;
        return subtype.stringify ? subtype.stringify(value, options) : options.escape(value);
      });
      bounds.inclusive = inclusive;
      return range.stringify(bounds);
    }

    _stringify(values: any, options: any): any {
      return valueToSql(this, values, options);
    }

    /** A single value needs its type, or the server takes it for a range. */
    _bindParam(values: any, options: any): string {
      const bound = options.bindParam(this._value(values, options));
      return Array.isArray(values) ? bound : `${bound}::${this.toCastType()}`;
    }

    toCastType(): string {
      return BaseTypes.RANGE.types.postgres.castTypes[this._subtype.toLowerCase()];
    }

    static parse(value: any, options: { parser: (bound: string) => any } = { parser: bound => bound }): any {
      return range.parse(value, options.parser);
    }
  }
  RANGE.prototype.escape = false;

  class ENUM extends BaseTypes.ENUM {
    static parse(value: any): any {
      return value;
    }
  }

  const types = {
    DECIMAL,
    BLOB,
    STRING,
    CHAR,
    TEXT,
    CITEXT,
    TINYINT,
    SMALLINT,
    INTEGER,
    BIGINT,
    BOOLEAN,
    DATE,
    DATEONLY,
    REAL,
    'DOUBLE PRECISION': DOUBLE,
    FLOAT,
    GEOMETRY,
    GEOGRAPHY,
    HSTORE,
    RANGE,
    ENUM
  };
  declareNative(types, 'postgres');
  return types;
}

function isInfinite(value: unknown): boolean {
  return value === Infinity || value === -Infinity;
}

/** The infinities of dates, as a user or the server spells them. */
function toInfinity(value: any): any {
  if (typeof value !== 'string') return value;
  const word = value.toLowerCase();
  return word === 'infinity' ? Infinity : word === '-infinity' ? -Infinity : value;
}

/** Shapes arrive as hexadecimal digits of their binary form. */
function parseShape(value: string): object {
  return wkx()
    .Geometry.parse(Buffer.from(value, 'hex'))
    .toGeoJSON({ shortCrs: true } as any);
}

export default postgresDataTypes;
exposeDefault(module, postgresDataTypes);
