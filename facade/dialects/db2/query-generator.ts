/** Not in this package: the db2 dialect. */
import { exposeDefault } from '../../bridge/commonjs';
import { unsupportedClass } from '../abstract/unsupported';

export const Db2QueryGenerator = unsupportedClass('Db2QueryGenerator', 'db2');

export { Db2QueryGenerator as QueryGenerator };
export default Db2QueryGenerator;
exposeDefault(module, Db2QueryGenerator);
