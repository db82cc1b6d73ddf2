/**
 * The `validator` package with the names and habits of the old version v6 grew up with. `Sequelize.Validator` is this
 * object; `Validator.extend(name, fn)` adds to it, so it is a copy of the package's.
 */
import _ from 'lodash';
import moment from 'moment';
import original from 'validator';

export type OrigValidator = typeof original;
export type Extensions = typeof extensions;
export type Validator = typeof original & Record<string, any>;

/** What v6 adds, called as methods of the validator object; the value comes as text. */
export const extensions: Record<string, (this: any, ...args: any[]) => any> = {
  extend(name: string, fn: Function) {
    this[name] = fn;
    return this;
  },
  notEmpty(text: string) {
    return !/^\s*$/.test(text);
  },
  len(text: string, min: number, max: number) {
    return this.isLength(text, min, max);
  },
  isUrl(text: string) {
    return this.isURL(text);
  },
  isIPv6(text: string) {
    return this.isIP(text, 6);
  },
  isIPv4(text: string) {
    return this.isIP(text, 4);
  },
  notIn(text: string, values: unknown[]) {
    return !this.isIn(text, values);
  },
  /** `match` of String, not `test` of RegExp: a pattern with the g flag must not remember its last match. */
  regex(text: string, pattern: any, modifiers?: string) {
    const isPattern = Object.prototype.toString.call(pattern) === '[object RegExp]';
    return `${text}`.match(isPattern ? pattern : new RegExp(pattern, modifiers));
  },
  notRegex(text: string, pattern: any, modifiers?: string) {
    return !this.regex(text, pattern, modifiers);
  },
  isDecimal(text: string) {
    return text !== '' && /^(?:-?\d+)?(?:\.\d*)?(?:[eE][+-]?\d+)?$/.test(text);
  },
  min(text: string, limit: number) {
    const number = parseFloat(text);
    return Number.isNaN(number) || number >= limit;
  },
  max(text: string, limit: number) {
    const number = parseFloat(text);
    return Number.isNaN(number) || number <= limit;
  },
  not(text: string, pattern: any, modifiers?: string) {
    return this.notRegex(text, pattern, modifiers);
  },
  contains(text: string, part: string) {
    return !!part && text.includes(part);
  },
  notContains(text: string, part: string) {
    return !this.contains(text, part);
  },
  is(text: string, pattern: any, modifiers?: string) {
    return this.regex(text, pattern, modifiers);
  }
};

export const validator: Validator = _.cloneDeep(original) as Validator;

Object.assign(validator, extensions, {
  /** Fails once the value of a saved instance differs from what was read. */
  isImmutable(_text: string, _args: unknown, field: string, instance: any) {
    return instance.isNewRecord || instance.dataValues[field] === instance._previousDataValues[field];
  },
  notNull(value: unknown) {
    return value !== null && value !== undefined;
  },
  isNull: validator.isEmpty,
  /** Anything `Date.parse` understands. */
  isDate(text: string) {
    const parsed = Date.parse(text);
    return !Number.isNaN(parsed) && moment(new Date(parsed).toISOString()).isValid();
  }
});
