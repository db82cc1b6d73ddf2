import { ABSTRACT } from './abstract';
import { invalid, validator } from './invalid';

/** `acceptStrings`: any text will do, as in a `LIKE`. */
interface UuidOptions {
  acceptStrings?: boolean;
}

function requireUuid(value: any, options: UuidOptions | undefined, name: string, version?: 4): boolean {
  const fits = typeof value === 'string' && (options?.acceptStrings || validator().isUUID(value, version));
  if (!fits) throw invalid(`%j is not a valid ${name}`, value);
  return true;
}

/** A universally unique identifier, as text. */
export class UUID extends ABSTRACT {
  validate(value: any, options?: UuidOptions): boolean {
    return requireUuid(value, options, 'uuid');
  }
}

/** A new identifier from time and host, as a default value. */
export class UUIDV1 extends ABSTRACT {
  validate(value: any, options?: UuidOptions): boolean {
    return requireUuid(value, options, 'uuid');
  }
}

/** A new random identifier, as a default value. */
export class UUIDV4 extends ABSTRACT {
  validate(value: any, options?: UuidOptions): boolean {
    return requireUuid(value, options, 'uuidv4', 4);
  }
}
