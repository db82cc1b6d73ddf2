/**
 * Writing the cells of a bulk insert. For many rows a function is generated that names the properties one by one:
 * asking every record for a list of names is several times slower.
 */
import type { ValueWriter } from './value';

type WriteRow = (writer: ValueWriter, record: any) => void;

/** Fewer rows are not worth a function of their own (about 0.1 ms). */
const GENERATE_FROM_ROWS = 500;
/** Longer functions are not optimised. */
const GENERATE_UP_TO_COLUMNS = 100;
/** When so many are known, all are dropped. */
const MOST = 64;

/** Functions by what they are made of. */
const known = new Map<string, WriteRow>();

/** What writes the named properties of one record, in order, if there are so many records. */
export function rowWriter(names: readonly string[], rows: number): WriteRow {
  if (rows < GENERATE_FROM_ROWS || names.length > GENERATE_UP_TO_COLUMNS) return loopOf(names);
  const body = names.map(name => `writer.value(record[${JSON.stringify(name)}]);`).join('\n');
  let write = known.get(body);
  if (write === undefined) {
    if (known.size >= MOST) known.clear();
    known.set(body, (write = generate(body) ?? loopOf(names)));
  }
  return write;
}

function loopOf(names: readonly string[]): WriteRow {
  return (writer, record) => {
    for (let index = 0; index < names.length; index++) writer.value(record[names[index]!]);
  };
}

function generate(body: string): WriteRow | undefined {
  try {
    return new Function('writer', 'record', body) as WriteRow;
  } catch {
    // Disallowed, as by --disallow-code-generation-from-strings.
    return undefined;
  }
}
