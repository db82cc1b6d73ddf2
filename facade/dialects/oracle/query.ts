/** Not in this package: the oracle dialect. */
import { exposeDefault } from '../../bridge/commonjs';
import { unsupportedClass } from '../abstract/unsupported';

export const Query = unsupportedClass('Query', 'oracle');

export default Query;
exposeDefault(module, Query);
