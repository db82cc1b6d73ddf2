/**
 * What the engine has to know to nest the rows of a join: the tree of includes, and for each level what tells its rows
 * apart. `src/operation.rs` reads it; `crates/sequelize_engine/src/nest` does the nesting.
 */
import type { ColumnTypes } from './column-types';
import { keysOf, type Level } from './nest';
import type { ValueWriter } from './value';

/** The first byte of what is written. */
const Kind = { grouped: 0, joined: 1, joinedWithRepeats: 2 } as const;

interface Identity {
  /** v6's `primaryKeyAttribute`: null where a row has no related record. */
  primary: string | undefined;
  keys: string[];
}

/** Whether the engine is asked to nest the rows of a SELECT with these options. Otherwise `nest.ts` does. */
export function isNestable(options: any, types: ColumnTypes): boolean {
  return (
    options.hasJoin === true && !options.fieldMap && options.includeMap !== undefined && hasPlainKeys(options, types)
  );
}

export function writeNesting(writer: ValueWriter, options: any): void {
  writer.byte(options.hasMultiAssociation ? Kind.joinedWithRepeats : Kind.joined);
  writeLevel(writer, options);
}

function writeLevel(writer: ValueWriter, level: any): void {
  const { primary, keys } = identityOf(level.model);
  writer.byte(level.association?.isSingleAssociation ? 1 : 0);
  writer.byte(primary === undefined ? 0 : 1);
  if (primary !== undefined) writer.text(primary);
  writer.uint32(keys.length);
  for (const key of keys) writer.text(key);
  const joined = joinedNames(level);
  writer.uint32(joined.length);
  for (const name of joined) {
    writer.text(name);
    writeLevel(writer, level.includeMap[name]);
  }
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
