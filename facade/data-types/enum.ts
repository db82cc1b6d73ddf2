import { ABSTRACT } from './abstract';
import { invalid } from './invalid';

/** One of a list of texts. */
export class ENUM extends ABSTRACT {
  values: any[];

  /** `ENUM('a', 'b')`, `ENUM(['a', 'b'])` or `ENUM({ values: ['a', 'b'] })` */
  constructor(...args: any[]) {
    super();
    const first = args[0];
    const isOptions = typeof first === 'object' && first !== null && !Array.isArray(first);
    const options = isOptions ? first : { values: args.flat() };
    this.values = options.values;
    this.options = options;
  }

  validate(value: unknown): boolean {
    if (!this.values.includes(value)) throw invalid('%j is not a valid choice in %j', value, this.values);
    return true;
  }
}
