/**
 * From words straight to instances of a model: which columns become attributes, and how their values are parsed.
 *
 * v6 parses by the declared type of the table's column of that name (sqlite/query.js). Here the type comes with the
 * result where the column is the table's own, else from the attribute. Raw results are never parsed.
 */
import { DataTypes } from '../data-types';
import { parserStore } from '../dialects/parserStore';
import { Model } from '../model';
import { buildFound, foundOptions, foundSanitizers, overridesBuild } from '../model/instance/build';
import type { ColumnTypes } from './column-types';
import {
  makePlan,
  readRows,
  type KnownShape,
  type Parse,
  type Relation,
  type RowPlan,
  type Shape,
  type Slice
} from './rows';

/** The options under which v6 sanitizes found rows. */
const RAW = Object.freeze({ raw: true });

interface ModelPlan {
  plan: RowPlan;
  /** What it was made for: another list or model state needs another plan. */
  attributes: readonly any[] | undefined;
  isTyped: boolean;
  rawAttributes: object;
}

/** How rows of a SELECT become instances. */
export interface InstanceOptions {
  model: any;
  /** `[field, name]` pairs or names; nothing means all columns. */
  attributes: readonly any[] | undefined;
  /** Whether v6 would know the types of the model's table. */
  isTyped: boolean;
  types: ColumnTypes;
}

/** Whether dates may come as numbers: the dialect's own `parse` is the one in use. */
export function readsDates(dialect: string): boolean {
  const own = (DataTypes as any)[dialect]?.DATE?.parse;
  return own !== undefined && parserStore(dialect).get('DATETIME') === own;
}

/** Appends an instance per row. The rows are read before the first one is built: constructors are the user's. */
export function readInstances(known: KnownShape, slice: Slice, options: InstanceOptions, out: any[]): void {
  const { model, attributes } = options;
  const first = out.length;
  const plan = instancePlan(known, options);
  if (overridesBuild(model, Model)) {
    const rows: any[] = [];
    readRows(slice, plan, rows);
    for (const instance of model.bulkBuild(rows, { isNewRecord: false, raw: true, attributes })) out.push(instance);
    return;
  }
  readRows(slice, plan, out);
  const build = foundOptions(model, attributes);
  for (let index = first; index < out.length; index++) out[index] = buildFound(model, out[index], build);
}

/** Rows with their values parsed, for options that need them before they are built. */
export function readParsed(known: KnownShape, slice: Slice, options: InstanceOptions, out: any[]): void {
  readRows(slice, instancePlan(known, options), out);
}

/** The plan for rows that become instances as they come. */
export function instancePlan(known: KnownShape, options: InstanceOptions): RowPlan {
  const { model, attributes, isTyped } = options;
  let cached = known.byModel.get(model) as ModelPlan | undefined;
  if (
    cached === undefined ||
    cached.isTyped !== isTyped ||
    cached.rawAttributes !== model.rawAttributes ||
    !sameAttributes(cached.attributes, attributes)
  ) {
    cached = { plan: makeModelPlan(known.shape, options), attributes, isTyped, rawAttributes: model.rawAttributes };
    known.byModel.set(model, cached);
  }
  return cached.plan;
}

export function sameAttributes(left: readonly any[] | undefined, right: readonly any[] | undefined): boolean {
  if (left === right) return true;
  if (left === undefined || right === undefined || left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) {
    const [one, other] = [left[index], right[index]];
    if (one !== other && (!Array.isArray(one) || !Array.isArray(other) || one[1] !== other[1])) return false;
  }
  return true;
}

function makeModelPlan(shape: Shape, options: InstanceOptions): RowPlan {
  const { model, attributes } = options;
  const types = shape.names.map((name, column) =>
    options.isTyped ? options.types.of(shape, column, name, model) : ''
  );
  const sanitizers = new Map(foundSanitizers(model, shape.names).map(({ name, sanitize }) => [name, sanitize]));
  const parsers = types.map((type, column) => parserOf(type, sanitizers.get(shape.names[column]), options));
  const order = attributes && attributeOrder(shape.names, attributes, model);
  return completePlan(shape, types, options, makePlan([...shape.names], parsers, order));
}

/** A plan for rows that are not built as they come: every column, parsed by these types. */
export function makeParsedPlan(shape: Shape, types: string[], options: InstanceOptions): RowPlan {
  const parsers = types.map(type => parserOf(type, undefined, options));
  return completePlan(shape, types, options, makePlan([...shape.names], parsers));
}

/** Columns of a result that are one level of a join. */
export interface LevelColumns {
  /** Their numbers in the shape. */
  numbers: number[];
  /** The attributes they become. */
  names: string[];
  relations: Relation[];
}

/** A plan for values of instances of one level; `options.attributes` are those that were asked for. */
export function makeLevelPlan(
  shape: Shape,
  columns: LevelColumns,
  options: InstanceOptions,
  hasInclude: boolean
): RowPlan {
  const { model, attributes } = options;
  const { names } = columns;
  // v6 then keeps the values as they are
  const isUntouched = !hasInclude && !attributes && !model._hasDateAttributes && !model._hasBooleanAttributes;
  const sanitizers = isUntouched ? [] : foundSanitizers(model, names);
  const order = attributes && attributeOrder(names, attributes, model);
  return planLevel(shape, columns, options, new Map(sanitizers.map(one => [one.name, one.sanitize])), order);
}

/** A plan for rows of one level that the model itself builds: every column, parsed only. */
export function makeParsedLevelPlan(shape: Shape, columns: LevelColumns, options: InstanceOptions): RowPlan {
  return planLevel(shape, columns, options, new Map());
}

function planLevel(
  shape: Shape,
  { numbers, names, relations }: LevelColumns,
  options: InstanceOptions,
  sanitizers: Map<string, Sanitize>,
  order?: number[]
): RowPlan {
  const part: Shape = {
    names,
    types: numbers.map(column => shape.types[column]!),
    origins: numbers.map(column => shape.origins[column]!),
    tables: numbers.map(column => shape.tables[column]!)
  };
  const { isTyped, model } = options;
  const types = names.map((name, column) => (isTyped ? options.types.of(part, column, name, model) : ''));
  const parsers = types.map((type, column) => parserOf(type, sanitizers.get(names[column]!), options));
  const plan = completePlan(part, types, options, makePlan([...names], parsers, order));
  plan.relations = relations;
  return plan;
}

function completePlan(shape: Shape, types: string[], options: InstanceOptions, plan: RowPlan): RowPlan {
  // Rust reads every column declared as DATETIME as a date; v6 does not look through an alias it does not know.
  const isDate = (type: string) => options.types.keepsText && type === 'DATETIME';
  plan.parsesDates = !options.types.keepsText;
  plan.keepsText = shape.types.map((type, column) => isDate(type) && types[column] !== 'DATETIME');
  plan.runsForeignCode = types.some(type => options.types.isForeign(type));
  return plan;
}

/** v6 sets the attributes that were asked for, in their order, then virtual ones; further columns are dropped. */
function attributeOrder(names: string[], attributes: readonly any[], model: any): number[] {
  const asked = attributes.map(attribute => (Array.isArray(attribute) ? attribute[1] : attribute));
  const wanted = new Set<string>([...asked, ...(model._virtualAttributes ?? [])]);
  return [...wanted].map(name => names.lastIndexOf(name)).filter(column => column >= 0);
}

/** v6 parses, then the build sanitizes; undefined if neither does anything. */
type Sanitize = (value: any, options: any) => any;

function parserOf(
  type: string,
  sanitize: Sanitize | undefined,
  options: InstanceOptions
): (() => Parse | undefined) | undefined {
  const { types, model } = options;
  if (type === '' || types.parser(type) === undefined)
    return sanitize && (() => value => sanitize.call(model, value, RAW));
  return () => {
    const parse = types.parser(type);
    if (parse === undefined) return sanitize && (value => sanitize.call(model, value, RAW));
    return sanitize === undefined ? parse : value => sanitize.call(model, parse(value), RAW);
  };
}
