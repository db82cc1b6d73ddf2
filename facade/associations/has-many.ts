/** The target has the foreign key: many targets. Not there yet, see `base.ts`. */
import { exposeDefault } from '../bridge/commonjs';
import type { Model } from '../model';
import type { MultiAssociationAccessors } from '../types/associations';
import { Association } from './base';

export type * from '../types/associations';

export class HasMany<S extends Model = Model, T extends Model = Model> extends Association<S, T> {
  /** Names of the methods it adds to instances. */
  declare accessors: MultiAssociationAccessors;
}

export default HasMany;

exposeDefault(module, HasMany);
