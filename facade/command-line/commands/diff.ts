/** `migration:diff`: writes the migration that makes the database be as the models say. */
import path from 'node:path';
import { diff, invert, sourceOf } from '../../diff';
import { line, styled } from '../output';
import { timestampedName, write } from '../project/files';
import { withModels } from '../project/models';
import type { Settings } from '../settings';
import { upAndDown } from '../templates/javascript';

interface Options {
  name: string;
  ignore?: string[];
  /** `--no-drop` */
  drop?: boolean;
  dryRun?: boolean;
}

export async function diffMigration(settings: Settings, options: Options): Promise<void> {
  await withModels(settings, async sequelize => {
    const operations = await diff(sequelize, options);
    const dialect = sequelize.getDialect();
    if (operations.length === 0) {
      line('The database is as the models say: no migration was written.');
      return;
    }
    const source = upAndDown(sourceOf(operations, dialect), sourceOf(invert(operations), dialect));
    if (options.dryRun) {
      line(source);
      return;
    }
    const file = path.join(settings.migrationsPath, timestampedName(options.name));
    write(file, source);
    for (const operation of operations) {
      const { kind, table } = operation;
      const detail =
        'column' in operation
          ? operation.column.name
          : 'after' in operation
            ? operation.after.name
            : 'index' in operation
              ? operation.index.name
              : 'unique' in operation
                ? operation.unique.fields.join(', ')
                : '';
      line(`  ${kind.padEnd(12)} ${typeof table === 'string' ? table : table.name}${detail && `.${detail}`}`);
    }
    line(`New migration was created at ${styled('blue', file)} .`);
  });
}
