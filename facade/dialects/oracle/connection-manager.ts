/** Not in this package: the oracle dialect. */
import { exposeDefault } from '../../bridge/commonjs';
import { unsupportedClass } from '../abstract/unsupported';

export const ConnectionManager = unsupportedClass('ConnectionManager', 'oracle');

export default ConnectionManager;
exposeDefault(module, ConnectionManager);
