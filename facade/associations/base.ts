/**
 * The common class of associations. Associations themselves are not there yet: making one fails with an error that
 * says so. The classes exist because programs name them (`instanceof Sequelize.HasMany`).
 */
import { exposeDefault } from '../bridge/commonjs';
import type { Model, ModelCtor } from '../model';

export type * from '../types/associations';

export abstract class Association<S extends Model = Model, T extends Model = Model> {
  declare static BelongsTo: typeof Association;
  declare static HasOne: typeof Association;
  declare static HasMany: typeof Association;
  declare static BelongsToMany: typeof Association;

  declare associationType: string;
  declare source: ModelCtor<S>;
  declare target: ModelCtor<T>;
  declare options: any;
  declare isSelfAssociation: boolean;
  declare isSingleAssociation: boolean;
  declare isMultiAssociation: boolean;
  /** Name of the association. */
  declare as: string;
  declare isAliased: boolean;
  /** Name of the attribute that refers. */
  declare foreignKey: string;
  declare identifier: string;
  declare inspect: () => string;

  constructor(source: any, target: any, _options: object = {}) {
    const kind = new.target.name;
    throw new Error(
      `${kind} of ${source?.name} and ${target?.name}: associations are not implemented in this version of sequelize-rs.`
    );
  }
}

export default Association;

exposeDefault(module, Association);
