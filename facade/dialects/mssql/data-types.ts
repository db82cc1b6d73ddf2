import { exposeDefault } from '../../bridge/commonjs';
import { valueToSql } from '../../data-types/engine-text';
import { declareNative } from '../../data-types/native';
import { toBytes } from '../../data-types/blob';
import { moment } from '../../packages/on-demand';

const manual = 'https://msdn.microsoft.com/en-us/library/ms187752%28v=sql.110%29.aspx';

/** Numbers of the wire types (TDS) whose values `parse` reads. */
const wireTypes: Record<string, number[] | false> = {
  DATE: [43],
  STRING: [231, 173],
  CHAR: [175],
  TEXT: false,
  TINYINT: [30],
  SMALLINT: [34],
  MEDIUMINT: false,
  INTEGER: [38],
  BIGINT: false,
  FLOAT: [109],
  TIME: [41],
  DATEONLY: [40],
  BOOLEAN: [104],
  BLOB: [165],
  DECIMAL: [106],
  UUID: false,
  ENUM: false,
  REAL: [109],
  DOUBLE: [109],
  GEOMETRY: false
};

/** The data types of SQL Server. Each call makes new classes, as in v6. */
export function mssqlDataTypes(BaseTypes: any): Record<string, any> {
  const warn = (text: string): void => BaseTypes.ABSTRACT.warn(manual, text);
  for (const [key, types] of Object.entries(wireTypes)) BaseTypes[key].types.mssql = types;

  function dropNumberOptions(type: any, name: string = `'${type.key}'`, plain: string = name): void {
    if (!type._length && !type.options.length && !type._unsigned && !type._zerofill) return;
    warn(`MSSQL does not support ${name} with options. Plain ${plain} will be used instead.`);
    type._length = undefined;
    type.options.length = undefined;
    type._unsigned = undefined;
    type._zerofill = undefined;
  }

  /** The length stays: `tiny` has a column type of its own. */
  function announceLength(name: string, length: string | undefined, column: string): void {
    if (!length) return;
    if (length.toLowerCase() === 'tiny') {
      warn(
        `MSSQL does not support ${name} with the \`length\` = \`tiny\` option. \`${column}(256)\` will be used instead.`
      );
    } else {
      warn(`MSSQL does not support ${name} with the \`length\` option. \`${column}(MAX)\` will be used instead.`);
    }
  }

  class BLOB extends BaseTypes.BLOB {
    _dropUnsupported(): void {
      announceLength('BLOB', this._length, 'VARBINARY');
    }
  }

  class STRING extends BaseTypes.STRING {
    _stringify(value: any, options: any): any {
      return this._binary ? valueToSql(new BLOB(), toBytes(value)) : options.escape(value);
    }

    _bindParam(value: any, options: any): string {
      return options.bindParam(this._binary ? Buffer.from(value) : value);
    }
  }
  STRING.prototype.escape = false;

  class TEXT extends BaseTypes.TEXT {
    _dropUnsupported(): void {
      announceLength('TEXT', this._length, 'NVARCHAR');
    }
  }

  class BOOLEAN extends BaseTypes.BOOLEAN {}

  class UUID extends BaseTypes.UUID {}

  class NOW extends BaseTypes.NOW {}

  class DATE extends BaseTypes.DATE {}

  class DATEONLY extends BaseTypes.DATEONLY {
    static parse(value: any): string {
      return moment()(value).format('YYYY-MM-DD');
    }
  }

  class INTEGER extends BaseTypes.INTEGER {
    constructor(length?: any) {
      super(length);
      dropNumberOptions(this);
    }
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

  class BIGINT extends BaseTypes.BIGINT {
    constructor(length?: any) {
      super(length);
      dropNumberOptions(this);
    }
  }

  class REAL extends BaseTypes.REAL {
    constructor(length?: any, decimals?: number) {
      super(length, decimals);
      dropNumberOptions(this, 'REAL', '`REAL`');
    }
  }

  class FLOAT extends BaseTypes.FLOAT {
    /** A length of 1 to 24 means 4 bytes, 25 to 53 means 8; there is nothing else. */
    constructor(length?: any, decimals?: number) {
      super(length, decimals);
      if (this._decimals) {
        warn('MSSQL does not support Float with decimals. Plain `FLOAT` will be used instead.');
        this._length = undefined;
        this.options.length = undefined;
      }
      if (this._unsigned) {
        warn('MSSQL does not support Float unsigned. `UNSIGNED` was removed.');
        this._unsigned = undefined;
      }
      if (this._zerofill) {
        warn('MSSQL does not support Float zerofill. `ZEROFILL` was removed.');
        this._zerofill = undefined;
      }
    }
  }

  class ENUM extends BaseTypes.ENUM {}

  const types = {
    BLOB,
    BOOLEAN,
    ENUM,
    STRING,
    UUID,
    DATE,
    DATEONLY,
    NOW,
    TINYINT,
    SMALLINT,
    INTEGER,
    BIGINT,
    REAL,
    FLOAT,
    TEXT
  };
  declareNative(types, 'mssql');
  return types;
}

export default mssqlDataTypes;
exposeDefault(module, mssqlDataTypes);
