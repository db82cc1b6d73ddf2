/** Not in this package: the oracle dialect. */
import { exposeDefault } from '../../bridge/commonjs';
import { unsupportedClass } from '../abstract/unsupported';

export const OracleDialect = unsupportedClass('OracleDialect', 'oracle');

export default OracleDialect;
exposeDefault(module, OracleDialect);
