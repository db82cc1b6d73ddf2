/** Not in this package: the snowflake dialect. */
import { unsupportedClass } from '../abstract/unsupported';

export const SnowflakeQueryInterface = unsupportedClass('SnowflakeQueryInterface', 'snowflake');
