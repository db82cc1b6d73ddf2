/** The association classes; `Association` has the others as properties. */
import { Association } from './base';
import { BelongsTo } from './belongs-to';
import { BelongsToMany } from './belongs-to-many';
import { HasMany } from './has-many';
import { HasOne } from './has-one';

Object.assign(Association, { BelongsTo, HasOne, HasMany, BelongsToMany });

export { Association, BelongsTo, BelongsToMany, HasMany, HasOne };
export { Mixin } from './mixin';
export default Association;

// Plain properties, as `require('sequelize/lib/associations/index')` is the class itself.
Object.assign(Association, { Association, default: Association });
module.exports = Association;
