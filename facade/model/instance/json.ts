import _ from '../../packages/lodash';

/** A deep copy of all values, getters and relations included: what `JSON.stringify` shows. */
export function toJSON(instance: any): any {
  return _.cloneDeep(instance.get({ plain: true }));
}
