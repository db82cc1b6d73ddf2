/**
 * From words to the instances of a join: values are parsed as their own model's, then rows are nested (`nest.ts`) and
 * built with their includes.
 */
import { makeParsedPlan, type InstanceOptions } from './instances';
import { nestRows } from './nest';
import { readRows, type KnownShape, type RowPlan, type Slice } from './rows';

interface JoinPlan {
  plan: RowPlan;
  /** What it was made for: models by the prefix of their columns, and their attributes. */
  models: Map<string, any>;
  attributes: object[];
  isTyped: boolean;
}

const plans = new WeakMap<KnownShape, JoinPlan>();

/** Appends flat rows with parsed values. */
export function readJoined(
  known: KnownShape,
  slice: Slice,
  options: InstanceOptions,
  include: any[],
  out: any[]
): void {
  readRows(slice, planFor(known, options, include), out);
}

/** Nests flat rows and builds them as `options`, those of the SELECT, say. */
export function joinedInstances(rows: any[], options: any): any[] {
  const { model, include, includeNames, includeMap } = options;
  const trees = nestRows(rows, { model, includeMap }, { checkExisting: options.hasMultiAssociation });
  return model.bulkBuild(trees, {
    isNewRecord: false,
    include,
    includeNames,
    includeMap,
    includeValidated: true,
    attributes: options.originalAttributes || options.attributes,
    raw: true
  });
}

function planFor(known: KnownShape, options: InstanceOptions, include: any[]): RowPlan {
  const models = modelsByPrefix(options.model, include);
  const attributes = [...models.values()].map(model => model.rawAttributes);
  const cached = plans.get(known);
  if (cached && cached.isTyped === options.isTyped && isFor(cached, models, attributes)) return cached.plan;
  const plan = makePlan(known, options, models);
  plans.set(known, { plan, models, attributes, isTyped: options.isTyped });
  return plan;
}

function isFor(cached: JoinPlan, models: Map<string, any>, attributes: object[]): boolean {
  if (cached.models.size !== models.size) return false;
  let index = 0;
  for (const [prefix, model] of models) {
    if (cached.models.get(prefix) !== model || cached.attributes[index] !== attributes[index]) return false;
    index++;
  }
  return true;
}

function modelsByPrefix(root: any, include: any[]): Map<string, any> {
  const models = new Map<string, any>([['', root]]);
  collect(include, '', models);
  return models;
}

function collect(include: any[] | undefined, prefix: string, models: Map<string, any>): void {
  for (const { as, model, include: further } of include ?? []) {
    const path = prefix === '' ? as : `${prefix}.${as}`;
    models.set(path, model);
    collect(further, path, models);
  }
}

function makePlan({ shape }: KnownShape, options: InstanceOptions, models: Map<string, any>): RowPlan {
  const types = shape.names.map((name, column) => {
    const end = name.lastIndexOf('.');
    const model = models.get(name.slice(0, Math.max(end, 0)));
    return options.isTyped && (model || !options.types.keepsText)
      ? options.types.of(shape, column, name.slice(end + 1), model)
      : '';
  });
  return makeParsedPlan(shape, types, options);
}
