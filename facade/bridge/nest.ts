/**
 * Flat rows of a join to trees. Columns are named by their path: `id`, `posts.id`, `posts.author.id`.
 *
 * With `checkExisting` rows may repeat what they hold: each level is told apart by its primary key below its parent, and
 * only the first of equal ones is kept. Without, there are only relations to one and every row is a tree of its own. Keeps v6 `AbstractQuery._groupJoinData`, surprises included.
 */
/** What a level of a tree is: the options of the statement, or an include. */
export interface Level {
  model: any;
  includeMap: Record<string, Level & { association: any }>;
}

export interface NestOptions {
  /** Whether there are relations to many, so that rows repeat their parents. */
  checkExisting?: boolean;
}

/** Columns of one level, in the order of the row, and where they belong. */
export interface Group {
  /** `posts.author`; empty for the statement's own. */
  path: string;
  /** Last part of the path. */
  name: string;
  /** Names of the columns in a row and of the properties they become. */
  columns: string[];
  properties: string[];
}

interface LocatedGroup extends Group {
  isSingle: boolean;
  /** The levels from below the root to this one; empty for the root. */
  steps: Step[];
}

interface Step {
  path: string;
  /** Columns that tell rows of this level apart. */
  keys: string[];
}

/** Trees in the order in which their first rows come. All rows have the columns of the first one. */
export function nestRows(rows: any[], root: Level, { checkExisting }: NestOptions): any[] {
  if (rows.length === 0) return [];
  const groups = groupColumns(Object.keys(rows[0]));
  if (!checkExisting) return rows.map(row => nestOne(row, groups));
  const levels = groups.map(group => locate(group, root));
  return new Deduplication(levels, keysOf(root.model, '')).nest(rows);
}

/** Runs of columns of one level. Outer levels come first. */
export function groupColumns(columns: string[]): Group[] {
  const depth = (column: string) => column.split('.').length;
  const groups: Group[] = [];
  let group: Group | undefined;
  for (const column of columns.slice().sort((left, right) => depth(left) - depth(right))) {
    const end = column.lastIndexOf('.');
    const path = column.slice(0, Math.max(end, 0));
    if (group?.path !== path) {
      group = { path, name: path.slice(path.lastIndexOf('.') + 1), columns: [], properties: [] };
      groups.push(group);
    }
    group.columns.push(column);
    group.properties.push(column.slice(end + 1));
  }
  return groups;
}

function locate(group: Group, root: Level): LocatedGroup {
  const steps: Step[] = [];
  let level: any = root;
  let path = '';
  for (const part of group.path === '' ? [] : group.path.split('.')) {
    level = level.includeMap[part];
    if (level === undefined) throw new TypeError(`The column ${group.columns[0]} belongs to no include.`);
    path = path === '' ? part : `${path}.${part}`;
    steps.push({ path, keys: keysOf(level.model, `${path}.`) });
  }
  return { ...group, steps, isSingle: Boolean(level.association?.isSingleAssociation) };
}

/**
 * Columns of the primary key, else of the first unique key. v6 looks for the latter among `model.attributes`, which its
 * models do not have: without a primary key the columns are ones that no row has, and all rows are equal.
 */
export function keysOf(model: any, prefix: string): string[] {
  const { primaryKeyAttributes, uniqueKeys, attributes = {} } = model;
  if (primaryKeyAttributes.length > 0) return primaryKeyAttributes.map((name: string) => prefix + name);
  const [unique]: any[] = Object.values(uniqueKeys ?? {});
  const nameOf = (field: string) => Object.keys(attributes).find(name => attributes[name].field === field);
  return (unique?.fields ?? []).map((field: string) => prefix + nameOf(field));
}

/** A row without relations to many. */
function nestOne(row: any, groups: Group[]): any {
  const tree: any = {};
  // v6: the first columns are the tree's own, even if their names say something else
  if (groups[0]) copy(row, groups[0], tree);
  for (const group of groups.slice(1)) {
    const path = group.path.split('.');
    const name = path.pop()!;
    let parent = tree;
    // v6: a level that was not read itself is lost with what is below it
    for (const part of path) parent = parent[part] || {};
    copy(row, group, (parent[name] = {}));
  }
  return tree;
}

class Deduplication {
  private readonly seen = new Map<string, any>();

  constructor(
    private readonly groups: LocatedGroup[],
    private readonly rootKeys: string[]
  ) {}

  nest(rows: any[]): any[] {
    const trees: any[] = [];
    for (const row of rows) {
      const tree = this.add(row);
      if (tree !== undefined) trees.push(tree);
    }
    return trees;
  }

  /** Puts a row's values where they belong. Returns its tree if that is a new one. */
  private add(row: any): any {
    const top = keyText(row, this.rootKeys);
    let tree: any;
    let isKnown = false;
    for (const group of this.groups) {
      const isFirst = tree === undefined;
      const values: any = {};
      if (isFirst) tree = values;
      const isRoot = group.steps.length === 0;
      const { hash, parentHash } = isRoot ? { hash: top, parentHash: '' } : this.hashes(row, group, top);
      if (this.seen.has(hash)) {
        if (isRoot) isKnown = true;
        else if (isFirst) copy(row, group, values);
        continue;
      }
      copy(row, group, values);
      if (isRoot) this.seen.set(hash, values);
      else this.attach(group, values, hash, parentHash);
    }
    return isKnown ? undefined : tree;
  }

  private hashes(row: any, { steps }: LocatedGroup, top: string): { hash: string; parentHash: string } {
    let hash = top;
    let parentHash = top;
    for (const { path, keys } of steps) {
      parentHash = hash;
      hash = `${parentHash}${path}${keyText(row, keys)}`;
    }
    return { hash, parentHash };
  }

  private attach({ name, isSingle }: LocatedGroup, values: any, hash: string, parentHash: string): void {
    const parent = this.seen.get(parentHash);
    if (isSingle) {
      if (!parent) return;
      parent[name] = values;
    } else {
      if (!parent[name]) parent[name] = [];
      parent[name].push(values);
    }
    this.seen.set(hash, values);
  }
}

function copy(row: any, { columns, properties }: Group, into: any): void {
  for (let index = 0; index < columns.length; index++) into[properties[index]] = row[columns[index]];
}

/** Key values one after the other, as v6 joins them. */
function keyText(row: any, keys: string[]): string {
  let text = '';
  for (const key of keys) text += Buffer.isBuffer(row[key]) ? row[key].toString('hex') : row[key];
  return text;
}
