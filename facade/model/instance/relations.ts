/** Included records on an instance: values given under an include's name become instances of its model. */
import { Model } from '../../model';

/** v6 `Model#_setInclude`. */
export function setInclude(instance: any, key: string, given: any, options: any): void {
  const include = instance._options.includeMap[key];
  const { model, association, originalAttributes } = include;
  // selected for the join only
  if (originalAttributes !== undefined && originalAttributes.length === 0) return;

  let values: any[] = Array.isArray(given) ? given : [given];
  // read by a statement of its own: complete, with includes that this one does not know
  if (include.loading && values.every(one => one === null || one instanceof (Model as any))) {
    instance[key] = instance.dataValues[key] = given;
    return;
  }
  if (values[0] instanceof (Model as any)) values = values.map(one => one.dataValues);
  const [first] = values;
  const hasNullKey = Boolean(first) && first[model.primaryKeyAttribute] === null;
  const build = {
    isNewRecord: instance.isNewRecord,
    include: include.include,
    includeNames: include.includeNames,
    includeMap: include.includeMap,
    includeValidated: true,
    raw: options.raw,
    attributes: originalAttributes
  };
  const related = association.isSingleAssociation
    ? hasNullKey || first === null
      ? null
      : model.build(first, build)
    : hasNullKey
      ? []
      : model.bulkBuild(values, build);
  instance[key] = instance.dataValues[key] = related;
}
