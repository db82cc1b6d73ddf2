/** The target has the foreign key, at most one target. Not there yet, see `base.ts`. */
import { exposeDefault } from '../bridge/commonjs';
import type { Model } from '../model';
import type { SingleAssociationAccessors } from '../types/associations';
import { Association } from './base';

export type * from '../types/associations';

export class HasOne<S extends Model = Model, T extends Model = Model> extends Association<S, T> {
  /** Names of the methods it adds to instances. */
  declare accessors: SingleAssociationAccessors;
}

export default HasOne;

exposeDefault(module, HasOne);
