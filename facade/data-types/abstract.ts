import { logger } from '../utils/logger';
import { typeToSql } from './engine-text';
import { isBuiltInKey } from './native';

const printed = new Set<string>();

/** What a data type may have besides. */
export interface ABSTRACT {
  _stringify?(value: any, options?: any): any;
  _bindParam?(value: any, options: any): string;
}

/** The class all data types extend; a type of your own extends it, or one of the others. */
export class ABSTRACT {
  /** name of the type, also the key of its dialect class */
  declare key: string;

  /** where the types of a dialect are documented */
  declare dialectTypes: string;

  /** what the constructor was given */
  options?: any;

  /** `false`: `stringify` gives finished SQL */
  declare escape?: boolean;

  static key: string;

  /** by dialect: the database types that `parse` is for */
  static types: Record<string, any>;

  /** makes a JavaScript value of what the database sends */
  static parse?: (...args: any[]) => any;

  toString(options?: object): string {
    return this.toSql(options);
  }

  /** The type in a column definition. A type of your own is its `key`, unless it says otherwise. */
  toSql(_options?: any): string {
    if (!isBuiltInKey(this.key)) return this.key;
    this._dropUnsupported();
    return typeToSql(this);
  }

  /** A value as text for a literal; escaped by the caller unless `escape` is false. */
  stringify(value: any, options?: any): any {
    return this._stringify ? this._stringify(value, options) : value;
  }

  /** Puts a value in the list of bind parameters; gives its placeholder, maybe inside an expression. */
  bindParam(value: any, options: any): string {
    return this._bindParam ? this._bindParam(value, options) : options.bindParam(this.stringify(value, options));
  }

  /** Takes back options the dialect does not have, with a warning. Classes of dialects override it. */
  _dropUnsupported(): void {}

  static toString(): string {
    return this.name;
  }

  /** Prints a warning, each text once. */
  static warn(link: string, text: string): void {
    if (printed.has(text)) return;
    printed.add(text);
    logger.warn(`${text} \n>> Check: ${link}`);
  }

  /** A type of this class with the options of another one. */
  static extend(oldType: ABSTRACT): ABSTRACT {
    return new (this as any)(oldType.options);
  }
}

ABSTRACT.prototype.dialectTypes = '';
