import { ABSTRACT } from './abstract';
import { invalid } from './invalid';
import { INTEGER } from './number';
import { isPlainObject } from '../objects/plain';

/** A range between two values (PostgreSQL). */
export class RANGE extends ABSTRACT {
  /** `key` of the type of the ends */
  _subtype: string;

  /** @param subtype type of the ends, class or instance, integers if not given; or `{ subtype }` */
  constructor(subtype?: any) {
    super();
    const options = isPlainObject(subtype) ? subtype : { subtype };
    if (!options.subtype) options.subtype = new INTEGER();
    if (typeof options.subtype === 'function') options.subtype = new options.subtype();
    this._subtype = options.subtype.key;
    this.options = options;
  }

  validate(value: unknown): boolean {
    if (!Array.isArray(value)) throw invalid('%j is not a valid range', value);
    if (value.length !== 2) throw invalid('A range must be an array with two elements');
    return true;
  }
}
