/** Many to many, through a join model. Not there yet, see `base.ts`. */
import { exposeDefault } from '../bridge/commonjs';
import { Association } from './base';

export class BelongsToMany extends Association {}

export default BelongsToMany;

exposeDefault(module, BelongsToMany);
