/**
 * From rows per level, which the engine has nested, to the instances of a join. Each row becomes one instance and is
 * hung below its parent at once; `crates/sequelize_engine/src/nest` tells what the words mean.
 *
 * Instances are what v6's `bulkBuild` with includes would have made, without the trees between. Where a model replaces
 * a method that takes part in that, trees of plain values are made after all and the model builds them.
 */
import { Model } from '../model';
import { buildFound, foundOptions, overridesBuild, type FoundOptions } from '../model/instance/build';
import { makeLevelPlan, makeParsedLevelPlan, sameAttributes, type InstanceOptions } from './instances';
import { groupColumns, type Group } from './nest';
import { keepCells, readBlock, type KnownShape, type RowPlan, type Slice } from './rows';

/** What is known of a level as long as shape and models stay the same. */
interface LevelPlan extends Group {
  /** Number of the level above. */
  parent: number;
  model: any;
  rawAttributes: object;
  isSingle: boolean;
  attributes: readonly any[] | undefined;
  includeNames: string[] | undefined;
  rows: RowPlan;
}

interface ResultPlan {
  isTyped: boolean;
  /** Rows become instances as they come. */
  isDirect: boolean;
  levels: LevelPlan[];
}

/** Rows of one level in a slice. */
interface Block {
  level: number;
  parents: Int32Array | undefined;
  rows: any[];
}

const plans = new WeakMap<KnownShape, ResultPlan>();

/** Collects the slices of one result. */
export class NestedRows {
  private readonly plan: ResultPlan;
  /** By level. */
  private readonly build: (FoundOptions | undefined)[];
  /** By level: instances, or trees of plain values. */
  private readonly made: any[][];

  /** `options` are those of the SELECT. */
  constructor(
    known: KnownShape,
    private readonly options: any,
    instances: InstanceOptions
  ) {
    const groups = groupsOf(known);
    const includes = locate(groups, options);
    this.plan = planFor(known, groups, includes, instances);
    this.build = includes.map((include, level) => {
      const { model, attributes } = this.plan.levels[level]!;
      return this.plan.isDirect ? buildOptions(model, include, attributes) : undefined;
    });
    this.made = groups.map(() => []);
  }

  /** All cells are read before anything is built: constructors are the user's, and may run statements. */
  read({ rows: count, cursor }: Slice): void {
    const { levels } = this.plan;
    if (levels.some(({ rows }) => rows.runsForeignCode)) keepCells(cursor);
    const blocks: Block[] = [];
    for (let left = count; left > 0;) {
      const level = cursor.words[cursor.word++];
      const size = cursor.words[cursor.word++];
      let parents: Int32Array | undefined;
      if (level > 0) parents = cursor.words.slice(cursor.word, (cursor.word += size));
      const rows: any[] = [];
      readBlock(cursor, size, levels[level]!.rows, rows);
      blocks.push({ level, parents, rows });
      left -= size;
    }
    for (const block of blocks) {
      if (this.plan.isDirect) this.buildBlock(block);
      this.attach(block);
    }
  }

  /** What the SELECT found. */
  finish(): any[] {
    const trees = this.made[0]!;
    if (this.plan.isDirect) return trees;
    const { model, include, includeNames, includeMap, originalAttributes, attributes } = this.options;
    return model.bulkBuild(trees, {
      isNewRecord: false,
      include,
      includeNames,
      includeMap,
      includeValidated: true,
      attributes: originalAttributes || attributes,
      raw: true
    });
  }

  private buildBlock({ level, rows, parents }: Block): void {
    const { model, rows: plan } = this.plan.levels[level]!;
    const options = this.build[level]!;
    for (let index = 0; index < rows.length; index++) {
      if (parents !== undefined && parents[index]! & 1) continue;
      const values = rows[index];
      const instance = buildFound(model, values, options);
      for (const { name } of plan.relations) instance[name] = values[name];
      rows[index] = instance;
    }
  }

  private attach({ level, rows, parents }: Block): void {
    const made = this.made[level]!;
    for (const row of rows) made.push(row);
    if (parents === undefined) return;
    const { parent, name, isSingle } = this.plan.levels[level]!;
    const { isDirect } = this.plan;
    const owners = this.made[parent]!;
    for (let index = 0; index < rows.length; index++) {
      const word = parents[index]!;
      const owner = owners[word >>> 1];
      const values = isDirect ? owner.dataValues : owner;
      if (isSingle) values[name] = word & 1 ? null : rows[index];
      else values[name].push(rows[index]);
      if (isDirect && isSingle) owner[name] = values[name];
    }
  }
}

const groupsByShape = new WeakMap<KnownShape, Group[]>();

/** The levels as the engine numbers them. */
function groupsOf(known: KnownShape): Group[] {
  let groups = groupsByShape.get(known);
  if (groups === undefined) {
    groups = groupColumns(known.shape.names);
    groupsByShape.set(known, groups);
  }
  return groups;
}

/** The options of the statement, then the include of each level. */
function locate(groups: Group[], options: any): any[] {
  return groups.map(({ path }) =>
    path === '' ? options : path.split('.').reduce((level, name) => level.includeMap[name], options)
  );
}

function planFor(known: KnownShape, groups: Group[], includes: any[], instances: InstanceOptions): ResultPlan {
  const isDirect = canBuildDirectly(groups, includes);
  const cached = plans.get(known);
  if (cached?.isTyped === instances.isTyped && cached.isDirect === isDirect && isFor(cached, includes, instances)) {
    return cached;
  }
  const levels = groups.map((group, level) => planLevel(known, groups, includes, level, isDirect, instances));
  const plan: ResultPlan = { isTyped: instances.isTyped, isDirect, levels };
  plans.set(known, plan);
  return plan;
}

function isFor({ levels }: ResultPlan, includes: any[], instances: InstanceOptions): boolean {
  return levels.every(({ model, rawAttributes, isSingle, attributes, includeNames }, level) => {
    const include = includes[level];
    return (
      include.model === model &&
      model.rawAttributes === rawAttributes &&
      isSingleOf(include) === isSingle &&
      sameAttributes(attributes, attributesOf(include, level, instances)) &&
      sameAttributes(includeNames, include.includeNames)
    );
  });
}

function attributesOf(include: any, level: number, instances: InstanceOptions): readonly any[] | undefined {
  return level === 0 ? instances.attributes : include.originalAttributes;
}

function isSingleOf({ association }: any): boolean {
  return Boolean(association?.isSingleAssociation);
}

/** Whether somebody replaced what v6 calls to build instances of the model and to set included ones. */
export function takesPart(model: any): boolean {
  const { prototype } = model;
  const own = (Model as any).prototype;
  return overridesBuild(model, Model) || prototype.set !== own.set || prototype._setInclude !== own._setInclude;
}

function canBuildDirectly(groups: Group[], includes: any[]): boolean {
  return includes.every(({ model, originalAttributes }, level) => {
    const { name, path } = groups[level]!;
    const above = includes[groups.findIndex(group => group.path === parentPath(path))];
    return (
      !takesPart(model) &&
      // v6: what is read for the join only is not set
      (level === 0 || (originalAttributes?.length !== 0 && !(name in above.model.prototype)))
    );
  });
}

function parentPath(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('.'), 0));
}

function planLevel(
  known: KnownShape,
  groups: Group[],
  includes: any[],
  level: number,
  isDirect: boolean,
  instances: InstanceOptions
): LevelPlan {
  const group = groups[level]!;
  const include = includes[level];
  const { model, includeNames } = include;
  const attributes = attributesOf(include, level, instances);
  const relations = groups
    .map((child, number) => ({ ...child, isMany: !isSingleOf(includes[number]) }))
    .filter(child => child.path !== '' && parentPath(child.path) === group.path)
    .map(({ name, isMany }) => ({ name, isMany }));
  // v6 sets listed attributes first, then includes in their own order
  if (attributes && includeNames) {
    relations.sort((left, right) => includeNames.indexOf(left.name) - includeNames.indexOf(right.name));
  }
  const columns = {
    numbers: group.columns.map(name => known.shape.names.indexOf(name)),
    names: group.properties,
    relations
  };
  const own = { ...instances, model, attributes };
  const rows = isDirect
    ? makeLevelPlan(known.shape, columns, own, Boolean(include.include))
    : makeParsedLevelPlan(known.shape, columns, own);
  return {
    ...group,
    parent: groups.findIndex(({ path }) => path === parentPath(group.path)),
    model,
    rawAttributes: model.rawAttributes,
    isSingle: isSingleOf(include),
    attributes,
    includeNames,
    rows
  };
}

/** The options of all instances of a level, as v6 builds them. */
export function buildOptions(model: any, include: any, attributes: readonly any[] | undefined): FoundOptions {
  const { includeNames, includeMap } = include;
  const relations = { include: include.include, includeNames, includeMap, includeValidated: true };
  return Object.assign(foundOptions(model, attributes), relations);
}
