/** Which methods associations add to instances. */
import { mixinMethods } from '../helpers';

/** The methods of associations to one row. */
export function mixinSingle(association: any, target: any): void {
  mixinMethods(association, target, ['get', 'set', 'create']);
}

const MULTI_METHODS = [
  'get', 'count', 'hasSingle', 'hasAll', 'set', 'add', 'addMultiple', 'remove', 'removeMultiple', 'create'
]; // prettier-ignore

/** The methods of associations to many rows. */
export function mixinMulti(association: any, target: any): void {
  const aliases = { hasSingle: 'has', hasAll: 'has', addMultiple: 'add', removeMultiple: 'remove' };
  mixinMethods(association, target, MULTI_METHODS, aliases);
}
