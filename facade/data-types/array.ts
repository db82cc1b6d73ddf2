import { ABSTRACT } from './abstract';
import { valueToSql } from './engine-text';
import { Literal } from '../expressions/literal';
import { invalid } from './invalid';
import { isNative } from './native';
import { isPlainObject } from '../objects/plain';

/** A list of values of one type (PostgreSQL). */
export class ARRAY extends ABSTRACT {
  /** the type of the elements */
  type: any;

  /** @param type of the elements, class or instance; or `{ type }` */
  constructor(type?: any) {
    super();
    const options = isPlainObject(type) ? type : { type };
    this.options = options;
    this.type = typeof options.type === 'function' ? new options.type() : options.type;
  }

  validate(value: unknown): boolean {
    if (!Array.isArray(value)) throw invalid('%j is not a valid array', value);
    return true;
  }

  /** The elements as they are bound, or as their texts in a literal. */
  _value(values: any[], options: any): any[] {
    return values.map(value => {
      if (options?.bindParam && this.type?._value) return this.type._value(value, options);
      const text = this.type?.stringify ? this.type.stringify(value, options) : value;
      return this.type?.escape === false ? text : options.escape(text);
    });
  }

  override _stringify(values: any[], options: any): any {
    if (!this.type || isNative(this.type)) return valueToSql(this, values, options);
    // elements of a user's type: their texts come from the user, the array around them from the engine
    return valueToSql(
      this,
      this._value(values, options).map(text => new Literal(text)),
      options
    );
  }

  override _bindParam(values: any[], options: any): string {
    return options.bindParam(this._value(values, options));
  }

  /** Whether `type` is an array of the other type. */
  static is(type: unknown, of: any): boolean {
    return type instanceof ARRAY && type.type instanceof of;
  }
}

ARRAY.prototype.escape = false;
