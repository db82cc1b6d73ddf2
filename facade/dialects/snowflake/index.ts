/** Not in this package: the snowflake dialect. */
import { exposeDefault } from '../../bridge/commonjs';
import { unsupportedClass } from '../abstract/unsupported';

export const SnowflakeDialect = unsupportedClass('SnowflakeDialect', 'snowflake');

export default SnowflakeDialect;
exposeDefault(module, SnowflakeDialect);
