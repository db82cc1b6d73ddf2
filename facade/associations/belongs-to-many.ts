/** Many to many, through a join model. Not there yet, see `base.ts`. */
import { exposeDefault } from '../bridge/commonjs';
import type { Model } from '../model';
import type { MultiAssociationAccessors } from '../types/associations';
import { Association } from './base';

export type * from '../types/associations';

export class BelongsToMany<S extends Model = Model, T extends Model = Model> extends Association<S, T> {
  declare otherKey: string;
  declare sourceKey: string;
  declare targetKey: string;
  /** Names of the methods it adds to instances. */
  declare accessors: MultiAssociationAccessors;
}

export default BelongsToMany;

exposeDefault(module, BelongsToMany);
