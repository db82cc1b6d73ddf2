/** `sequelize.diff()`: what has to change in the database so that it is as the models say. */
import { describe } from './describe';
import { compare } from './operations';
import type { Operation } from './schema';
import { describeModels } from './wanted';

export { invert } from './operations';
export { sourceOf } from './source';
export type * from './schema';

export interface DiffOptions {
  /** Tables that are left alone, besides those of migrations. */
  ignore?: string[];
  /** Whether tables that no model has are dropped. Default true. */
  drop?: boolean;
}

const OF_MIGRATIONS = ['SequelizeMeta', 'SequelizeData', 'SequelizeMetaBackup'];

export async function diff(sequelize: any, options: DiffOptions = {}): Promise<Operation[]> {
  const ignored = new Set([...OF_MIGRATIONS, ...(options.ignore ?? [])]);
  const [there, wanted] = [await describe(sequelize), await describeModels(sequelize)].map(tables =>
    tables.filter(table => !ignored.has(table.name))
  );
  const isWanted = new Set(wanted.map(table => table.name));
  return compare(options.drop === false ? there.filter(table => isWanted.has(table.name)) : there, wanted);
}
