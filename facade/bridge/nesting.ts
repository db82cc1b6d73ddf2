/**
 * What the engine has to know to nest rows. Of a join: the tree of includes, and for each level what tells its rows
 * apart. Of rows that are to be grouped: by which column. `src/operation.rs` reads it; `crates/sequelize_engine/src/nest` does the nesting.
 */
import { warnOnce } from '../model/warn-once';
import type { ColumnTypes } from './column-types';
import { GROUPS, type RowGroups } from './grouped-rows';
import { keysOf, type Level } from './nest';
import { takesPart } from './nested-rows';
import type { ValueWriter } from './value';

/** The first byte of what is written. */
const Kind = { grouped: 0, joined: 1, joinedWithRepeats: 2 } as const;

export type Nesting = 'joined' | 'grouped';

interface Identity {
  /** v6's `primaryKeyAttribute`: null where a row has no related record. */
  primary: string | undefined;
  keys: string[];
}

/** What the engine is asked to do with the rows of a SELECT of instances, beside reading them. */
export function nestingOf(options: any, types: ColumnTypes): Nesting | undefined {
  if (options.fieldMap) return undefined;
  const groups: RowGroups | undefined = options[GROUPS];
  if (groups !== undefined && isGroupable(options, groups, types)) return 'grouped';
  // Where the engine is not asked to nest a join, `nest.ts` does.
  const isJoin = options.hasJoin === true && options.includeMap !== undefined;
  return isJoin && hasPlainKeys(options, types) ? 'joined' : undefined;
}

export function writeNesting(writer: ValueWriter, nesting: Nesting, options: any): void {
  if (nesting === 'grouped') {
    writer.byte(Kind.grouped);
    writer.text(options[GROUPS].attribute);
    return;
  }
  writer.byte(options.hasMultiAssociation ? Kind.joinedWithRepeats : Kind.joined);
  writeLevel(writer, options, Boolean(options.hasMultiAssociation));
}

/**
 * Whether every row becomes an instance of the model by itself. The statement of a separate include has the flags of its
 * parents' one, so v6 takes it for a join and drops rows of equal keys: a primary key that was read has none.
 */
function isGroupable(
  { model, plain, include, attributes, hasJoin }: any,
  { attribute }: RowGroups,
  types: ColumnTypes
): boolean {
  const definition = model.rawAttributes[attribute];
  if (plain || include?.length > 0 || definition === undefined || !types.isPlain(definition)) return false;
  const { primaryKeyAttributes } = model;
  const isRead = (key: string) => attributes?.some((one: any) => (Array.isArray(one) ? one[1] : one) === key);
  const hasKey = primaryKeyAttributes.length === 1 && isRead(primaryKeyAttributes[0]);
  return (hasKey || hasJoin !== true) && !takesPart(model);
}

function writeLevel(writer: ValueWriter, level: any, repeats: boolean): void {
  const { primary, keys } = identityOf(level.model);
  const isSingle = Boolean(level.association?.isSingleAssociation);
  if (repeats && !isSingle && primary === undefined) warnOfKeylessRows(level.model);
  writer.byte(isSingle ? 1 : 0);
  writer.byte(primary === undefined ? 0 : 1);
  if (primary !== undefined) writer.text(primary);
  writer.uint32(keys.length);
  for (const key of keys) writer.text(key);
  const joined = joinedNames(level);
  writer.uint32(joined.length);
  for (const name of joined) {
    writer.text(name);
    writeLevel(writer, level.includeMap[name], repeats);
  }
}

/** v6: they are all the same one, silently. */
function warnOfKeylessRows({ name }: any): void {
  warnOnce(
    'SEQUELIZE_RS_KEYLESS_ROWS',
    name,
    `${name} has no primary key: its rows in a join with a relation to many cannot be told apart, and become one. Give it a primary key.`
  );
}

/** No value of a key is parsed: v6 compares parsed values, the engine those of the database. */
function hasPlainKeys(level: any, types: ColumnTypes): boolean {
  return (
    identityOf(level.model).keys.every(key => {
      const attribute = level.model.rawAttributes[key];
      return attribute === undefined || types.isPlain(attribute);
    }) && joinedNames(level).every(name => hasPlainKeys(level.includeMap[name], types))
  );
}

/** Includes that are part of the statement. */
function joinedNames({ includeMap }: Level): string[] {
  return includeMap === undefined ? [] : Object.keys(includeMap).filter(name => !(includeMap[name] as any).separate);
}

function identityOf(model: any): Identity {
  const primary = typeof model.primaryKeyAttribute === 'string' ? model.primaryKeyAttribute : undefined;
  return { primary, keys: keysOf(model, '') };
}
