/** The target has the foreign key: many targets. Not there yet, see `base.ts`. */
import { exposeDefault } from '../bridge/commonjs';
import { Association } from './base';

export class HasMany extends Association {}

export default HasMany;

exposeDefault(module, HasMany);
