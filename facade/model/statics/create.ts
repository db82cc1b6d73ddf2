/** `build`, `bulkBuild` and `create`. */
import { cloneOptions, handOver } from '../clone';
import { attributeNames, prepareIncludes } from '../instance/build';

export function build(model: any, values: any, options: any): any {
  return Array.isArray(values) ? model.bulkBuild(values, options) : new model(values, options);
}

export function bulkBuild(model: any, valueSets: any[], given: any): any[] {
  const options = { isNewRecord: true, ...given };
  prepareIncludes(model, options);
  if (options.attributes) options.attributes = attributeNames(options.attributes);
  return valueSets.map(values => model.build(values, options));
}

export async function create(model: any, values: any, given: any): Promise<any> {
  const options = cloneOptions(given);
  const { fields, include, raw, silent } = options;
  return await model
    .build(values, { isNewRecord: true, attributes: fields, include, raw, silent })
    .save(handOver(options));
}
