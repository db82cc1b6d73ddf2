import { exposeDefault } from '../../bridge/commonjs';
import { declareNative } from '../../data-types/native';

const manual = 'https://www.sqlite.org/datatype3.html';

/** Declared types of columns (the part before the parenthesis) whose values `parse` reads. */
const databaseTypes: Record<string, string[] | false> = {
  DATE: ['DATETIME'],
  STRING: ['VARCHAR', 'VARCHAR BINARY'],
  CHAR: ['CHAR', 'CHAR BINARY'],
  TEXT: ['TEXT'],
  TINYINT: ['TINYINT'],
  SMALLINT: ['SMALLINT'],
  MEDIUMINT: ['MEDIUMINT'],
  INTEGER: ['INTEGER'],
  BIGINT: ['BIGINT'],
  FLOAT: ['FLOAT'],
  TIME: ['TIME'],
  DATEONLY: ['DATE'],
  BOOLEAN: ['TINYINT'],
  BLOB: ['TINYBLOB', 'BLOB', 'LONGBLOB'],
  DECIMAL: ['DECIMAL'],
  UUID: ['UUID'],
  ENUM: false,
  REAL: ['REAL'],
  DOUBLE: ['DOUBLE PRECISION'],
  GEOMETRY: false,
  JSON: ['JSON', 'JSONB']
};

/** The data types of SQLite. Each call makes new classes, as in v6. */
export function sqliteDataTypes(BaseTypes: any): Record<string, any> {
  const warn = (text: string): void => BaseTypes.ABSTRACT.warn(manual, text);
  for (const [key, types] of Object.entries(databaseTypes)) BaseTypes[key].types.sqlite = types;

  function dropIntegerOptions(type: any): void {
    if (!type._zerofill && !type._unsigned) return;
    warn(`SQLite does not support '${type.key}' with UNSIGNED or ZEROFILL. Plain '${type.key}' will be used instead.`);
    type._unsigned = undefined;
    type._zerofill = undefined;
  }

  class JSONTYPE extends BaseTypes.JSON {
    static parse(data: string): any {
      return JSON.parse(data);
    }
  }

  class DATE extends BaseTypes.DATE {
    /** Texts without an offset are in the time zone of the options. */
    static parse(date: string, options: { timezone: string }): Date {
      return new Date(date.includes('+') ? date : date + options.timezone);
    }
  }

  class DATEONLY extends BaseTypes.DATEONLY {
    static parse(date: string): string {
      return date;
    }
  }

  class STRING extends BaseTypes.STRING {}

  class CHAR extends BaseTypes.CHAR {}

  class TEXT extends BaseTypes.TEXT {
    _dropUnsupported(): void {
      if (!this._length) return;
      warn('SQLite does not support TEXT with options. Plain `TEXT` will be used instead.');
      this._length = undefined;
    }
  }

  class CITEXT extends BaseTypes.CITEXT {}

  class ENUM extends BaseTypes.ENUM {}

  class NUMBER extends BaseTypes.NUMBER {}

  class TINYINT extends BaseTypes.TINYINT {
    constructor(length?: any) {
      super(length);
      dropIntegerOptions(this);
    }
  }

  class SMALLINT extends BaseTypes.SMALLINT {
    constructor(length?: any) {
      super(length);
      dropIntegerOptions(this);
    }
  }

  class MEDIUMINT extends BaseTypes.MEDIUMINT {
    constructor(length?: any) {
      super(length);
      dropIntegerOptions(this);
    }
  }

  class INTEGER extends BaseTypes.INTEGER {
    constructor(length?: any) {
      super(length);
      dropIntegerOptions(this);
    }
  }

  class BIGINT extends BaseTypes.BIGINT {
    constructor(length?: any) {
      super(length);
      dropIntegerOptions(this);
    }
  }

  class FLOAT extends BaseTypes.FLOAT {
    static parse = parseFloating;
  }

  class DOUBLE extends BaseTypes.DOUBLE {
    static parse = parseFloating;
  }

  class REAL extends BaseTypes.REAL {
    static parse = parseFloating;
  }

  const types = {
    DATE,
    DATEONLY,
    STRING,
    CHAR,
    NUMBER,
    FLOAT,
    REAL,
    'DOUBLE PRECISION': DOUBLE,
    TINYINT,
    SMALLINT,
    MEDIUMINT,
    INTEGER,
    BIGINT,
    TEXT,
    ENUM,
    JSON: JSONTYPE,
    CITEXT
  };
  declareNative(types, 'sqlite');
  return types;
}

/** NaN and the infinities are kept as texts. v6: any other text reads as undefined. */
function parseFloating(value: unknown): number | undefined | unknown {
  if (typeof value !== 'string') return value;
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity' ? Number(value) : undefined;
}

export default sqliteDataTypes;
exposeDefault(module, sqliteDataTypes);
