/** Index definitions of a model (`indexes` option, `index: true` on a JSONB attribute). */
import _ from '../packages/lodash';
import { nameIndex } from '../utils';

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
  return nameIndex(model._conformIndex(index), model.getTableName());
}
