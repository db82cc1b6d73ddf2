/** Not in this package: the db2 dialect. */
import { unsupportedClass } from '../abstract/unsupported';

export const Db2QueryInterface = unsupportedClass('Db2QueryInterface', 'db2');
