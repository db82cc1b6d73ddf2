/**
 * The common class of associations. Associations themselves are not there yet: making one fails with an error that
 * says so. The classes exist because programs name them (`instanceof Sequelize.HasMany`).
 */
import { exposeDefault } from '../bridge/commonjs';

export abstract class Association {
  declare static BelongsTo: typeof Association;
  declare static HasOne: typeof Association;
  declare static HasMany: typeof Association;
  declare static BelongsToMany: typeof Association;

  declare source: any;
  declare target: any;
  declare options: any;
  declare as: string;
  declare associationType: string;

  constructor(source: any, target: any, _options: object = {}) {
    const kind = new.target.name;
    throw new Error(
      `${kind} of ${source?.name} and ${target?.name}: associations are not implemented in this version of sequelize-rs.`
    );
  }
}

export default Association;

exposeDefault(module, Association);
