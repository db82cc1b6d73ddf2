/** Not in this package: the oracle dialect. */
import { unsupportedClass } from '../abstract/unsupported';

export const OracleQueryInterface = unsupportedClass('OracleQueryInterface', 'oracle');
