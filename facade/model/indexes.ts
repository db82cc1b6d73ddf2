/** Index definitions of a model (`indexes` option, `index: true` on a JSONB attribute). */
import _ from '../packages/lodash';
import { nameIndex } from '../utils';
import { warnOnce } from './warn-once';

/** Checks one definition and brings it into v6's form: `type: 'UNIQUE'` becomes `unique: true`. Changes `index`. */
export function conformIndex(index: any): any {
  if (!index.fields) throw new Error('Missing "fields" property for index definition');
  index = _.defaults(index, { type: '', parser: null });
  if (index.type && index.type.toLowerCase() === 'unique') {
    index.unique = true;
    delete index.type;
  }
  return index;
}

/** A checked definition with its name: `<table>_<field>[_<field>…]` unless it has one. */
export function namedIndex(model: any, index: any): any {
  const named: any = nameIndex(model._conformIndex(index), model.getTableName());
  warnOfPartialIndex(model.sequelize, named, model.getTableName());
  return named;
}

/** v6 leaves the `where` out for MySQL and MariaDB; a unique index then holds for all rows. */
export function warnOfPartialIndex(sequelize: any, index: any, table: any): void {
  const { dialect } = sequelize.options;
  if (!index.unique || !index.where || (dialect !== 'mysql' && dialect !== 'mariadb')) return;
  const name = index.name ?? String(index.fields);
  warnOnce(
    'SEQUELIZE_RS_PARTIAL_INDEX',
    `${String(table.tableName ?? table)} ${name}`,
    `The unique index ${name} has a where, which ${dialect} does not know: it holds for all rows of the table.`
  );
}
