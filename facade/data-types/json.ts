import { ABSTRACT } from './abstract';
import { invalid } from './invalid';
import { isPlainObject } from '../objects/plain';

/** Any value that JSON can hold. */
export class JSONTYPE extends ABSTRACT {
  validate(_value?: unknown): boolean {
    return true;
  }

  override _stringify(value: any, _options?: any): any {
    return JSON.stringify(value);
  }
}

/** JSON that the database keeps taken apart (PostgreSQL). */
export class JSONB extends JSONTYPE {}

/** Texts by key (PostgreSQL). */
export class HSTORE extends ABSTRACT {
  validate(value: unknown): boolean {
    if (!isPlainObject(value)) throw invalid('%j is not a valid hstore', value);
    return true;
  }
}
