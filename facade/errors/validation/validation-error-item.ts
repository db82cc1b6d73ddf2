import type { Model } from '../../model';

/* eslint-disable @typescript-eslint/no-duplicate-enum-values -- two types of item have one origin */

/** Which origin the (old) types of an item stand for. */
export enum ValidationErrorItemType {
  'notnull violation' = 'CORE',
  'string violation' = 'CORE',
  'unique violation' = 'DB',
  'validation error' = 'FUNCTION'
}

/** Who found the mistake. */
export enum ValidationErrorItemOrigin {
  /** this package: a missing value, a value of the wrong type */
  CORE = 'CORE',

  /** the database: a unique index */
  DB = 'DB',

  /** a validator of the attribute, built in or the user's own */
  FUNCTION = 'FUNCTION'
}

type ItemType = keyof typeof ValidationErrorItemType;
type ItemOrigin = keyof typeof ValidationErrorItemOrigin;

/** One mistake in the values of an instance. */
export class ValidationErrorItem {
  /** @deprecated the enum itself is exported */
  static TypeStringMap = ValidationErrorItemType;

  /** @deprecated the enum itself is exported */
  static Origins = ValidationErrorItemOrigin;

  /** what is wrong, in words */
  readonly message: string;

  /** kind of the mistake; null if the item was made from an origin alone */
  readonly type: ItemType | null;

  /** name of the attribute */
  readonly path: string | null;

  /** the value that was refused */
  readonly value: string | null;

  /** who found it */
  readonly origin: ItemOrigin | null;

  /** the instance that holds the value */
  readonly instance: Model | null;

  /** name of the validator in the attribute's `validate` */
  readonly validatorKey: string | null;

  /** name of the built-in validator, if it was one */
  readonly validatorName: string | null;

  /** arguments given to the built-in validator */
  readonly validatorArgs: unknown[];

  constructor(
    message: string,
    type?: ItemType | ItemOrigin,
    path?: string,
    value?: string,
    instance?: Model,
    validatorKey?: string,
    fnName?: string,
    fnArgs?: unknown[]
  ) {
    const [origin, itemType] = this.classify(type);
    this.message = message || '';
    this.type = itemType;
    this.path = path || null;
    this.value = value !== undefined ? value : null;
    this.origin = origin;
    this.instance = instance || null;
    this.validatorKey = validatorKey || null;
    this.validatorName = fnName || null;
    this.validatorArgs = fnArgs || [];
  }

  /** An origin stands for itself; a type for its origin and itself; anything else for nothing. */
  private classify(type?: ItemType | ItemOrigin): [ItemOrigin | null, ItemType | null] {
    if (!type) return [null, null];
    if (this.isValidationErrorItemOrigin(type)) return [type, null];
    const origin = ValidationErrorItemType[this.normalizeString(type)];
    return origin && ValidationErrorItemOrigin[origin] ? [origin, type] : [null, null];
  }

  private isValidationErrorItemOrigin(word: ItemType | ItemOrigin): word is ItemOrigin {
    return ValidationErrorItemOrigin[word as ItemOrigin] !== undefined;
  }

  private normalizeString<T extends string>(text: T): T {
    return text.toLowerCase().trim() as T;
  }

  /**
   * The name of the validator in lower case: `notempty`; empty if there was none.
   *
   * @param useTypeAsNS whether the origin goes in front: `function.notempty`. Default true
   * @param NSSeparator what stands between the two. Default a full stop
   * @throws Error if the separator is needed and is not a text, or empty
   */
  getValidatorKey(useTypeAsNS?: boolean, NSSeparator?: string): string {
    const prefixed =
      (useTypeAsNS === undefined || !!useTypeAsNS) && this.origin && ValidationErrorItemOrigin[this.origin];
    const separator = NSSeparator === undefined ? '.' : NSSeparator;
    if (prefixed && (typeof separator !== 'string' || !separator.length)) {
      throw new Error('Invalid namespace separator given, must be a non-empty string');
    }
    const key = this.validatorKey || this.validatorName;
    if (typeof key !== 'string' || !key.length) return '';
    return (prefixed ? `${this.origin}${separator}${key}` : key).toLowerCase().trim();
  }
}
Object.defineProperty(ValidationErrorItem, 'length', { value: 8, configurable: true });
