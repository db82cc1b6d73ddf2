/** `db:migrate:schema:timestamps:add`: from now on the table of migrations says when each was run. */
import { DataTypes } from '../../data-types';
import { Failure } from '../failure';
import { line } from '../output';
import { Migrator } from '../migrations/migrator';
import { describeTable } from '../migrations/storage';
import type { Settings } from '../settings';

export async function addTimestamps(settings: Settings): Promise<void> {
  await Migrator.use('migration', settings, {}, async ({ place, sequelize }) => {
    const columns = await describeTable(place, sequelize);
    if (!columns) throw new Failure('No MetaTable table found.');
    if (columns.createdAt) {
      line('MetaTable already has timestamps.');
      return;
    }
    const queryInterface = sequelize.getQueryInterface();
    const before: any = place.schema ? { tableName: place.table, schema: place.schema } : place.table;
    const backup = `${place.table}Backup`;
    const after: any = place.schema ? { tableName: backup, schema: place.schema } : backup;
    await queryInterface.renameTable(before, after);
    const text: string = queryInterface.queryGenerator.selectQuery(after);
    const rows: any[] = await sequelize.query(text, { type: 'SELECT', raw: true } as any);
    const Meta = sequelize.define(
      backup,
      { name: { type: DataTypes.STRING, allowNull: false, unique: true, primaryKey: true, autoIncrement: false } },
      { tableName: place.table, timestamps: true, schema: place.schema }
    );
    await Meta.sync();
    await Meta.bulkCreate(rows);
    line('Successfully added timestamps to MetaTable.');
  });
}
