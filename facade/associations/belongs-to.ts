/** The source has the foreign key: one target. Not there yet, see `base.ts`. */
import { exposeDefault } from '../bridge/commonjs';
import { Association } from './base';

export class BelongsTo extends Association {}

export default BelongsTo;

exposeDefault(module, BelongsTo);
