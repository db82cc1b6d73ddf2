import { exposeDefault } from '../bridge/commonjs';

type Parse = (value: any, options?: any) => any;

/** What a data type class has for this: which database types it reads, and how. */
interface ParsingType {
  types: Record<string, Iterable<unknown>>;
  parse: Parse;
}

/** The parse functions of one dialect, by database type. */
export interface ParserStore {
  clear(): void;
  refresh(dataType: ParsingType): void;
  get(type: unknown): Parse | undefined;
}

const stores = new Map<string, Map<unknown, Parse>>();

/** The store of a dialect; every connection manager of the dialect in the process shares it. */
export function parserStore(dialect: string): ParserStore {
  if (!stores.has(dialect)) stores.set(dialect, new Map());
  const store = stores.get(dialect)!;
  return {
    clear: () => store.clear(),
    refresh(dataType) {
      for (const type of dataType.types[dialect]) store.set(type, dataType.parse);
    },
    get: type => store.get(type)
  };
}

export default parserStore;
exposeDefault(module, parserStore);
