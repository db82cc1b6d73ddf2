/** Not in this package: the oracle dialect. */
import { exposeDefault } from '../../bridge/commonjs';
import { unsupportedClass } from '../abstract/unsupported';

export const OracleQueryGenerator = unsupportedClass('OracleQueryGenerator', 'oracle');

export { OracleQueryGenerator as QueryGenerator };
export default OracleQueryGenerator;
exposeDefault(module, OracleQueryGenerator);
