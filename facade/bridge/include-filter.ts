/**
 * The conditions a limited subquery gets for required includes that are joined outside of it: a SELECT over the include
 * and all required ones around it, which has to find something. Made in JavaScript, because its includes are completed
 * like those of a statement, with the scopes of their models. v6 `_generateSubQueryFilter`.
 */

/** What crosses as `subQueryFilter` (see `include.ts`), its options still to be lowered. */
export interface Filter {
  table: unknown;
  model: any;
  options: any;
  join: [[string, string], [string, string]];
  isJoinFirst: boolean;
  where?: any;
}

/** Copies of includes at all depths: completing those of filters changes join models the statement still needs. */
export function ownCopies(includes: any[], parent?: any): any[] {
  return includes.map(include => {
    const copy = { ...include, parent: parent ?? include.parent };
    if (!include.include) return copy;
    if (include.through) copy.through = { ...include.through, parent: copy };
    const others = include.include.filter((one: any) => !one._pseudo);
    copy.include = ownCopies(others, copy);
    return copy;
  });
}

/** The filter of an include, unless a parent is not required or has a filter that covers this one. */
export function filterOf(include: any): Filter | undefined {
  let child = include;
  let nested = requiredClosure(include).include;
  for (let parent = include.parent; parent; parent = parent.parent) {
    if (parent.parent && !parent.required) return undefined;
    if (parent.subQueryFilter) return undefined;
    nested = [{ ...child, include: nested, attributes: [] }];
    child = parent;
  }
  const [top] = nested;
  const { association } = top;
  // its own includes then count as those of the statement
  top.association = undefined;
  const isLinked = top.through && Object(top.through.model) === top.through.model;
  return isLinked ? throughFilter(top, association) : plainFilter(top, association);
}

function requiredClosure(include: any): any {
  const required = Array.isArray(include.include) ? include.include.filter((one: any) => one.required) : [];
  return { ...include, attributes: [], include: required.map(requiredClosure) };
}

function throughFilter(top: any, association: any): Filter {
  const { parent, where, include, through } = top;
  const { model } = through;
  const target = { association: association.toTarget, required: true, where, include };
  const { include: completed } = model._validateIncludedElements({ model, include: [target] });
  return {
    table: model.getTableName(),
    model,
    options: { attributes: [model.primaryKeyField], include: completed, ...common(model) },
    join: [
      [parent.model.name, parent.model.primaryKeyField],
      [model.name, association.identifierField]
    ],
    isJoinFirst: true,
    where: through.where
  };
}

function plainFilter(top: any, association: any): Filter {
  const { parent, where, as, model } = top;
  const { identifierField, sourceKeyField } = association;
  const isBelongsTo = association.associationType === 'BelongsTo';
  const sourceField = isBelongsTo ? identifierField : sourceKeyField || parent.model.primaryKeyField;
  const targetField = isBelongsTo ? sourceKeyField || model.primaryKeyField : identifierField;
  const { include } = model._validateIncludedElements(top);
  return {
    table: model.getTableName(),
    model,
    options: { attributes: [targetField], include, tableAs: as, ...common(model) },
    join: [
      [as, targetField],
      [parent.as || parent.model.name, sourceField]
    ],
    isJoinFirst: false,
    where
  };
}

function common(model: any): object {
  return { model, limit: 1, includeIgnoreAttributes: false };
}
