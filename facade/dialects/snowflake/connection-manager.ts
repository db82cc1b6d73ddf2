/** Not in this package: the snowflake dialect. */
import { exposeDefault } from '../../bridge/commonjs';
import { unsupportedClass } from '../abstract/unsupported';

export const ConnectionManager = unsupportedClass('ConnectionManager', 'snowflake');

export default ConnectionManager;
exposeDefault(module, ConnectionManager);
