/** The target has the foreign key, at most one target. Not there yet, see `base.ts`. */
import { exposeDefault } from '../bridge/commonjs';
import { Association } from './base';

export class HasOne extends Association {}

export default HasOne;

exposeDefault(module, HasOne);
