/** Not in this package: the db2 dialect. */
import { exposeDefault } from '../../bridge/commonjs';
import { unsupportedClass } from '../abstract/unsupported';

export const ConnectionManager = unsupportedClass('ConnectionManager', 'db2');

export default ConnectionManager;
exposeDefault(module, ConnectionManager);
