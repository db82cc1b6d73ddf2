/** The association classes; `Association` has the others as properties. */
import { exposeDefault } from '../bridge/commonjs';
import { Association } from './base';
import { BelongsTo } from './belongs-to';
import { BelongsToMany } from './belongs-to-many';
import { HasMany } from './has-many';
import { HasOne } from './has-one';

Object.assign(Association, { BelongsTo, HasOne, HasMany, BelongsToMany });

export { Association, BelongsTo, BelongsToMany, HasMany, HasOne };
export { Mixin } from './mixin';
export type * from '../types/associations';
export default Association;

exposeDefault(module, Association);
