/** What all associations have in common. Keeps v6 `lib/associations/base`. */
import { inspect } from 'node:util';
import { exposeDefault } from '../bridge/commonjs';
import { AssociationError } from '../errors';
import type { Model, ModelCtor } from '../model';

export type * from '../types/associations';

/**
 * A relation from one model to another. It is made by `User.hasMany(Post)` and the like; it adds the foreign key to the
 * model that holds it, and methods such as `getPosts` to the instances of the source.
 */
export abstract class Association<S extends Model = Model, T extends Model = Model> {
  declare static BelongsTo: typeof Association;
  declare static HasOne: typeof Association;
  declare static HasMany: typeof Association;
  declare static BelongsToMany: typeof Association;

  /** `BelongsTo`, `HasOne`, `HasMany` or `BelongsToMany`. */
  declare associationType: string;
  declare source: ModelCtor<S>;
  declare target: ModelCtor<T>;
  /** The options it was made with, completed by those of the source. */
  declare options: any;
  /** Values that associated rows have, in reading and in creating. */
  declare scope?: any;
  declare isSelfAssociation: boolean;
  declare isSingleAssociation: boolean;
  declare isMultiAssociation: boolean;
  /** Name of the association. */
  declare as: string;
  /** The key under which the source's `associations` have it; the same as `as`. */
  declare associationAccessor: string;
  /** Whether the name was chosen by the `as` option. */
  declare isAliased: boolean;
  /** Name of the attribute that refers. */
  declare foreignKey: string;
  /** The attribute's definition as far as the `foreignKey` option gives it. */
  declare foreignKeyAttribute: any;
  declare identifier: string;
  declare inspect: () => string;

  /** v6: `options` is kept and changed, not copied; programs read from it what was decided. */
  constructor(source: ModelCtor<S>, target: ModelCtor<T>, options: any = {}) {
    this.source = source;
    this.target = target;
    this.options = options;
    this.scope = options.scope;
    this.isSelfAssociation = (source as unknown) === target;
    this.as = options.as;
    this.associationType = '';
    if (source.hasAlias(options.as)) {
      throw new AssociationError(
        `You have used the alias ${options.as} in two separate associations. Aliased associations must have unique aliases.`
      );
    }
  }

  /** A list of target instances, from instances, primary keys, or a list of both. */
  toInstanceArray(input: unknown): any[] {
    const target = this.target as any;
    const elements = Array.isArray(input) ? input : [input];
    return elements.map(element =>
      element instanceof target
        ? element
        : target.build({ [target.primaryKeyAttribute]: element }, { isNewRecord: false })
    );
  }

  [inspect.custom](): string {
    return this.as;
  }
}

export default Association;

exposeDefault(module, Association);
