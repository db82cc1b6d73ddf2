/** Not in this package: the snowflake dialect. */
import { exposeDefault } from '../../bridge/commonjs';
import { unsupportedClass } from '../abstract/unsupported';

export const Query = unsupportedClass('Query', 'snowflake');

export default Query;
exposeDefault(module, Query);
