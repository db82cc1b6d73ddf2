/** Not in this package: the db2 dialect. */
import { exposeDefault } from '../../bridge/commonjs';
import { unsupportedClass } from '../abstract/unsupported';

export const Db2Dialect = unsupportedClass('Db2Dialect', 'db2');

export default Db2Dialect;
exposeDefault(module, Db2Dialect);
