import { ABSTRACT } from './abstract';
import { invalid, validator } from './invalid';

/** An IP network (PostgreSQL). */
export class CIDR extends ABSTRACT {
  validate(value: any): boolean {
    if (typeof value !== 'string' || !validator().isIPRange(value)) throw invalid('%j is not a valid CIDR', value);
    return true;
  }
}

/** An IP address (PostgreSQL). */
export class INET extends ABSTRACT {
  validate(value: any): boolean {
    if (typeof value !== 'string' || !validator().isIP(value)) throw invalid('%j is not a valid INET', value);
    return true;
  }
}

/** The address of a network card (PostgreSQL). */
export class MACADDR extends ABSTRACT {
  validate(value: any): boolean {
    if (typeof value !== 'string' || !validator().isMACAddress(value))
      throw invalid('%j is not a valid MACADDR', value);
    return true;
  }
}
