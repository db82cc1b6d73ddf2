/** Many to many, through a model whose rows link sources with targets. Keeps v6 `lib/associations/belongs-to-many`. */
import _ from '../packages/lodash';
import { exposeDefault } from '../bridge/commonjs';
import { AssociationError } from '../errors';
import type { Model, ModelCtor } from '../model';
import { cloneOptions } from '../model/clone';
import { combineTableNames } from '../naming/database-names';
import { Op } from '../operators';
import type { Sequelize } from '../sequelize';
import type {
  BelongsToManyAddAssociationsMixinOptions,
  BelongsToManyCountAssociationsMixinOptions,
  BelongsToManyCreateAssociationMixinOptions,
  BelongsToManyGetAssociationsMixinOptions,
  BelongsToManyHasAssociationsMixinOptions,
  BelongsToManyOptions,
  BelongsToManyRemoveAssociationsMixinOptions,
  BelongsToManySetAssociationsMixinOptions,
  MultiAssociationAccessors
} from '../types/associations';
import { Association } from './base';
import { BelongsTo } from './belongs-to';
import { fieldOf } from './definition/foreign-key';
import { mixinMulti } from './definition/methods';
import { answersTo, nameMulti } from './definition/naming';
import { agreeWithPair, findPair, takeReferredKeys, takeThroughKeys } from './definition/paired-keys';
import { conformThrough, resolveThroughModel } from './definition/through';
import { injectThroughKeys } from './definition/through-attributes';
import { HasMany } from './has-many';
import { HasOne } from './has-one';
import { checkNamingCollision } from './helpers';
import {
  createLinks,
  currentLinks,
  isLinkOutdated,
  linkOf,
  linkValues,
  removeLinks,
  updateLink
} from './linking/links';
import { readableTarget } from './reading/related-rows';

export type * from '../types/associations';

/** An instance or its key, or several of them. */
type Targets<T> = T | string | number | (T | string | number)[] | null;

export class BelongsToMany<S extends Model = Model, T extends Model = Model> extends Association<S, T> {
  /** Names of the methods it adds to instances. */
  declare accessors: MultiAssociationAccessors;
  declare sequelize: Sequelize;
  declare targetAssociation: Association | null;
  /** The `through` option, with the model resolved. */
  declare through: any;
  declare throughModel: any;
  /** The association from target to source over the same through model, if there is one. */
  declare paired?: BelongsToMany;
  declare doubleLinked: boolean;
  /** Table of the through model; `combinedTableName` is the one v6 would have made up. */
  declare combinedName: string;
  declare combinedTableName: string;
  /** Attributes of source and target that the through model refers to. */
  declare sourceKey: string;
  declare sourceKeyField: string;
  declare targetKey: string;
  declare targetKeyField: string;
  /** Foreign key to the target in the through model; `foreignKey` is the one to the source. */
  declare otherKey: string;
  declare otherKeyAttribute: any;
  /** Columns of both; the `identifier`s are the attributes. */
  declare identifierField: string;
  declare foreignIdentifier: string;
  declare foreignIdentifierField: string;
  /** The steps an eager load takes: between source and through model, and between target and through model. */
  declare toSource: BelongsTo;
  declare manyFromSource: HasMany;
  declare oneFromSource: HasOne;
  declare toTarget: BelongsTo;
  declare manyFromTarget: HasMany;
  declare oneFromTarget: HasOne;
  /** @internal */
  declare otherKeyDefault?: boolean;

  constructor(source: ModelCtor<S>, target: ModelCtor<T>, options: BelongsToManyOptions) {
    super(source, target, options);
    conformThrough(source, target, this.options);
    this.associationType = 'BelongsToMany';
    this.sequelize = source.sequelize as Sequelize;
    this.through = { ...this.options.through };
    this.isMultiAssociation = true;
    this.doubleLinked = false;
    this.targetAssociation = this.isSelfAssociation ? this : null;
    if (!this.as && this.isSelfAssociation) {
      throw new AssociationError("'as' must be defined for many-to-many self-associations");
    }
    nameMulti(this);
    const otherName = this.isSelfAssociation ? this.as || target.tableName : target.tableName;
    this.combinedTableName = combineTableNames(source.tableName, otherName);

    findPair(this);
    takeReferredKeys(this);
    takeThroughKeys(this);
    resolveThroughModel(this);
    agreeWithPair(this);
    this.throughModel = this.through.model;
    this.options.tableName = this.combinedName = this.through.model.tableName;
  }

  /** @internal */
  _injectAttributes(): this {
    this.identifier = this.foreignKey;
    this.foreignIdentifier = this.otherKey;
    injectThroughKeys(this);
    this.identifierField = fieldOf(this.through.model, this.foreignKey);
    this.foreignIdentifierField = fieldOf(this.through.model, this.otherKey);
    const { paired } = this;
    if (paired && !paired.foreignIdentifierField) {
      paired.foreignIdentifierField = fieldOf(this.through.model, paired.otherKey);
    }
    this.makeSteps();
    checkNamingCollision(this);
    return this;
  }

  /** Associations that no model knows of; they only describe the steps over the through model. */
  private makeSteps(): void {
    const { source, through, foreignKey, sourceKey, paired } = this;
    const link = through.model;
    this.toSource = new BelongsTo(link, source as any, { foreignKey });
    this.manyFromSource = new HasMany(source as any, link, { foreignKey });
    this.oneFromSource = new HasOne(source as any, link, { foreignKey, sourceKey, as: link.name });
    this.makeTargetSteps();
    this.manyFromTarget = new HasMany(this.target as any, link, { foreignKey: this.otherKey });
    if (paired?.otherKeyDefault) paired.makeTargetSteps();
  }

  private makeTargetSteps(): void {
    const { target, through, otherKey: foreignKey, targetKey: sourceKey } = this;
    const link = through.model;
    this.toTarget = new BelongsTo(link, target as any, { foreignKey });
    this.oneFromTarget = new HasOne(target as any, link, { foreignKey, sourceKey, as: link.name });
  }

  /** Adds the methods to the source's prototype. */
  mixin(prototype: object): void {
    mixinMulti(this, prototype);
  }

  /** The targets of an instance; each has its row of the through model under that model's name. */
  async get(instance: S, given?: BelongsToManyGetAssociationsMixinOptions): Promise<T[]> {
    const options = cloneOptions(given);
    const { where: whereThrough, paranoid = true } = options.through ?? {};
    const own = { [this.foreignKey]: instance.get(this.sourceKey), ...this.through.scope };
    const scope = this.scope && { ...this.scope };

    options.where = { [Op.and]: [scope, options.where] };
    options.include = options.include ? [].concat(options.include) : [];
    options.include.push({
      association: this.oneFromTarget,
      attributes: options.joinTableAttributes,
      required: true,
      paranoid,
      where: whereThrough ? { [Op.and]: [own, whereThrough] } : own
    });
    return readableTarget(this.target, options).findAll(options);
  }

  /** How many targets an instance has. */
  async count(instance: S, given?: BelongsToManyCountAssociationsMixinOptions): Promise<number> {
    const { name, sequelize } = this.target as any;
    const counted = sequelize.fn('COUNT', sequelize.col([name, this.targetKeyField].join('.')));
    const options = cloneOptions(given);
    Object.assign(options, { attributes: [[counted, 'count']], joinTableAttributes: [], raw: true, plain: true });
    const row: any = await this.get(instance, options);
    return parseInt(row.count, 10);
  }

  /** Whether all of the given targets are those of the instance. */
  async has(
    sourceInstance: S,
    targets: Targets<T>,
    options?: BelongsToManyHasAssociationsMixinOptions
  ): Promise<boolean> {
    const { target, targetKey } = this;
    const wanted = (Array.isArray(targets) ? targets : [targets]).map((one: any) =>
      one instanceof (target as any) ? one.where() : { [targetKey]: one }
    );
    const found = await this.get(sourceInstance, {
      raw: true,
      ...options,
      scope: false,
      attributes: [targetKey],
      joinTableAttributes: [],
      where: { [Op.and]: [{ [Op.or]: wanted }, options?.where] } as any
    });
    const isSame = (one: any, other: any) => _.isEqual(one[targetKey], other[targetKey]);
    return _.differenceWith(wanted, found, isSame).length === 0;
  }

  /**
   * Makes the given targets the only ones; null for none. Rows between that stay are updated with the values of
   * `options.through`, if there are any.
   */
  async set(
    sourceInstance: S,
    targets?: Targets<T>,
    options: BelongsToManySetAssociationsMixinOptions = {}
  ): Promise<any> {
    const wanted = targets === null ? [] : this.toInstanceArray(targets);
    const links = await currentLinks(this, sourceInstance, undefined, options);
    const work: Promise<any>[] = [];

    const key = this.foreignIdentifier;
    const obsolete: any[] = [];
    for (const link of links) {
      const target = wanted.find(one => link[key] === one.get(this.targetKey));
      if (!target) obsolete.push(link[key]);
      else if (Object.keys(linkValues(this, target, options)).length > 0) {
        work.push(updateLink(this, sourceInstance, target, options));
      }
    }
    if (obsolete.length > 0) work.push(removeLinks(this, sourceInstance, obsolete, this.through.scope, options));
    const added = wanted.filter(target => !linkOf(this, links, target));
    if (added.length > 0) work.push(createLinks(this, sourceInstance, added, options));
    return Promise.all(work);
  }

  /** Adds targets. Rows between that are there already are updated where `options.through` says something else. */
  async add(sourceInstance: S, targets?: Targets<T>, given?: BelongsToManyAddAssociationsMixinOptions): Promise<any> {
    if (!targets) return undefined;
    const options = { ...given };
    const wanted = this.toInstanceArray(targets);
    const links = await currentLinks(this, sourceInstance, wanted, options);

    const work: Promise<any>[] = [];
    const added = wanted.filter(target => !linkOf(this, links, target));
    if (added.length > 0) work.push(createLinks(this, sourceInstance, added, options));
    for (const target of wanted) {
      const link = linkOf(this, links, target);
      if (link && isLinkOutdated(this, link, target, options)) {
        work.push(updateLink(this, sourceInstance, target, options));
      }
    }
    const [first] = await Promise.all(work);
    return first;
  }

  /** Removes the rows between the instance and the given targets. Resolves to their number. */
  remove(
    sourceInstance: S,
    targets?: Targets<T>,
    options?: BelongsToManyRemoveAssociationsMixinOptions
  ): Promise<number> {
    const keys = this.toInstanceArray(targets).map(target => target.get(this.targetKey));
    // v6: unlike `set`, it does not look at the scope of the through model.
    return removeLinks(this, sourceInstance, keys, undefined, options);
  }

  /** Creates a target of the instance. `options` may be a list of fields. */
  async create(sourceInstance: S, given?: any, options?: BelongsToManyCreateAssociationMixinOptions): Promise<T> {
    const { fields, ...linkOptions }: any = Array.isArray(options) ? { fields: options } : (options ?? {});
    const values = given || {};
    // v6: `values` is changed, not copied; it may be an instance.
    Object.assign(values, this.scope);
    const createOptions = fields
      ? { ...linkOptions, fields: [...fields, ...Object.keys(this.scope ?? {})] }
      : linkOptions;
    const created = await (this.target as any).create(values, createOptions);
    await (sourceInstance as any)[this.accessors.add](created, linkOptions);
    return created;
  }

  /** Whether an include with that alias means this association. */
  verifyAssociationAlias(alias?: string | { plural?: string }): boolean {
    return answersTo(this, alias, 'plural');
  }
}

export default BelongsToMany;

exposeDefault(module, BelongsToMany);
