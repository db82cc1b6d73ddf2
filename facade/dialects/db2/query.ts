/** Not in this package: the db2 dialect. */
import { exposeDefault } from '../../bridge/commonjs';
import { unsupportedClass } from '../abstract/unsupported';

export const Query = unsupportedClass('Query', 'db2');

export default Query;
exposeDefault(module, Query);
