/** Not in this package: the snowflake dialect. */
import { exposeDefault } from '../../bridge/commonjs';
import { unsupportedClass } from '../abstract/unsupported';

export const SnowflakeQueryGenerator = unsupportedClass('SnowflakeQueryGenerator', 'snowflake');

export { SnowflakeQueryGenerator as QueryGenerator };
export default SnowflakeQueryGenerator;
exposeDefault(module, SnowflakeQueryGenerator);
