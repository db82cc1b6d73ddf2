/**
 * Completes includes before a statement is made of them: the association, the scope of the model, the attributes, the
 * include of a join model, and (`flags.ts`) how each is to be joined. v6 `Model._validateIncludedElements`.
 *
 * Elements are changed in place and refer to what holds them by `parent`.
 */
import _ from '../../packages/lodash';
import { HasMany } from '../../associations';
import { cloneOptions } from '../clone';
import { Op } from '../../operators';
import { mapFinderOptions } from '../../utils';
import { collectFlags, decideJoins } from './flags';
import { keysOf, type Loading } from './related';
import { noteStrategies, selectionFor } from './strategy';

/** `tableNames` collects the tables the statement reads. Returns `options`. */
export function validateIncludedElements(model: any, options: any, tableNames: any = {}): any {
  if (!options.model) options.model = model;
  options.includeNames = [];
  options.includeMap = {};
  options.hasSingleAssociation = false;
  options.hasMultiAssociation = false;
  if (!options.parent) {
    options.topModel = options.model;
    options.topLimit = options.limit;
  }

  noteStrategies(model, options);
  options.include = options.include.map((given: any) => {
    const include = model._conformInclude(given);
    startAfresh(include);
    include.parent = options;
    include.topLimit = options.topLimit;
    model._validateIncludedElement.call(options.model, include, tableNames, options);
    collectFlags(include, options);
    return include;
  });
  decideJoins(options);
  return options;
}

/** Completes one element, `this` of v6 being the model that includes it. */
export function validateIncludedElement(source: any, include: any, tableNames: any, options: any): any {
  tableNames[include.model.getTableName()] = true;
  selectAttributes(include, options);
  if (include._pseudo) {
    if (!include.attributes) include.attributes = Object.keys(include.model.tableAttributes);
    return mapFinderOptions(include, include.model);
  }

  include.association = include.association || source._getIncludedAssociation(include.model, include.as);
  include.as = include.association.as;
  addThrough(include, tableNames);
  scopedModel(include)._injectScope(include);
  const asked = include.originalAttributes ?? include.attributes;
  // only now: a scope may say which
  if (!include.attributes) include.attributes = Object.keys(include.model.tableAttributes);
  mapFinderOptions(include, include.model);

  if (include.required === undefined) include.required = Boolean(include.where);
  const { scope } = include.association;
  if (scope) include.where = include.where ? { [Op.and]: [include.where, scope] } : scope;
  if (include.limit && include.separate === undefined) include.separate = true;
  if (include.separate === true) prepareSeparate(include, options, asked);
  else if (include.separate === undefined) {
    const selection = selectionFor(include, options, asked);
    if (selection) prepareLoading(include, options, { attributes: asked, hooks: false, order: selection.order });
  }
  if (include.loading) return include;

  if (Object.prototype.hasOwnProperty.call(include, 'include')) {
    source._validateIncludedElements.call(include.model, include, tableNames);
  }
  return include;
}

/** Attribute names become column names; instances need the primary key to be told apart. */
function selectAttributes(include: any, options: any): void {
  const { model } = include;
  if (!include.attributes || options.raw) {
    mapFinderOptions(include, model);
    return;
  }
  model._expandAttributes(include);
  include.originalAttributes = model._injectDependentVirtualAttributes(include.attributes);
  mapFinderOptions(include, model);
  if (include.attributes.length === 0) return;
  for (const key of Object.keys(model.primaryKeys)) {
    const { field } = model.primaryKeys[key];
    const isSelected = include.attributes.some((attribute: any) =>
      field === key ? attribute === key : Array.isArray(attribute) && attribute[0] === field && attribute[1] === key
    );
    if (!isSelected) include.attributes.unshift(key);
  }
}

/** The join model of a many-to-many association is read as an include of the include, without an association. */
function addThrough(include: any, tableNames: any): void {
  const { through } = include.association;
  if (!through || Object(through.model) !== through.model) return;
  if (!include.include) include.include = [];
  include.through = _.defaults(include.through || {}, {
    model: through.model,
    as: through.model.name,
    association: { isSingleAssociation: true },
    _pseudo: true,
    parent: include
  });
  if (through.scope) {
    const { where } = include.through;
    include.through.where = where ? { [Op.and]: [where, through.scope] } : through.scope;
  }
  include.include.push(include.through);
  tableNames[through.tableName] = true;
}

/** Whose scope holds: that of the model given, if it was given scoped, else that of the association's end. */
function scopedModel({ model, association }: any): any {
  if (model.scoped === true) return model;
  return association.target.name === model.name ? association.target : association.source;
}

/** Rows of another statement are told apart by the keys on both sides, which therefore have to be selected. */
function prepareSeparate(include: any, options: any, asked: any): void {
  const { association } = include;
  if (!(association instanceof HasMany)) {
    prepareLoading(include, options, { attributes: asked, isAsked: true });
    return;
  }
  include.duplicating = false;
  select(options.attributes, association.sourceKey);
  select(include.attributes, association.foreignKey);
}

function select(attributes: any, name: string): void {
  if (attributes?.length && !_.flattenDepth(attributes, 2).includes(name)) attributes.push(name);
}

/** Takes an include out of the statement: what it reads is kept for `related.ts`, as the caller gave it. */
function prepareLoading(
  include: any,
  holder: any,
  loading: Pick<Loading, 'attributes' | 'hooks' | 'order' | 'isAsked'>
): void {
  const further = include.include?.filter((one: any) => !one._pseudo);
  include.loading = { ...loading, where: include.where, include: further && cloneOptions(further) };
  delete include.include;
  include.separate = true;
  include.duplicating = false;
  include.required = false;
  borrow(holder, keysOf(include.association).own);
}

/** An include may be one of an earlier statement (`reload`), which decided for itself. */
function startAfresh(include: any): void {
  const { loading } = include;
  if (!loading) return;
  delete include.loading;
  for (const fact of ['duplicating', 'subQuery', 'subQueryFilter']) delete include[fact];
  if (!loading.isAsked) delete include.separate;
  if (loading.include) include.include = loading.include;
}

/** Has a key selected that nobody asked for. It is taken from the instances again when the rows are in their place. */
function borrow(holder: any, key: string): void {
  const { attributes, originalAttributes } = holder;
  if (!Array.isArray(attributes) || attributes.length === 0) return;
  const listed = originalAttributes ?? attributes;
  if (!names(attributes).includes(key)) holder.attributes = [...attributes, key];
  if (names(listed).includes(key)) return;
  if (originalAttributes) holder.originalAttributes = [...originalAttributes, key];
  (holder.borrowed ??= []).push(key);
}

function names(attributes: any[]): unknown[] {
  return attributes.map(attribute => (Array.isArray(attribute) ? attribute[1] : attribute));
}
