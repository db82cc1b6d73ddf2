/** SQL expressions that can stand where a value or an attribute is expected. */
export { SequelizeMethod } from './sequelize-method';
export { Fn } from './fn';
export { Col } from './col';
export { Cast } from './cast';
export { Literal } from './literal';
export { Json } from './json';
export { Where } from './where';
