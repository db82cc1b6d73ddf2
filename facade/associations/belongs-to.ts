/** The source has the foreign key: one target. Not there yet, see `base.ts`. */
import { exposeDefault } from '../bridge/commonjs';
import type { Model } from '../model';
import type { SingleAssociationAccessors } from '../types/associations';
import { Association } from './base';

export type * from '../types/associations';

export class BelongsTo<S extends Model = Model, T extends Model = Model> extends Association<S, T> {
  /** Names of the methods it adds to instances. */
  declare accessors: SingleAssociationAccessors;
}

export default BelongsTo;

exposeDefault(module, BelongsTo);
