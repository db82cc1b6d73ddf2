import { exposeDefault } from './bridge/commonjs';

/** Index hints of the finder option `indexHints` (MySQL and MariaDB). */
export enum IndexHints {
  USE = 'USE',
  FORCE = 'FORCE',
  IGNORE = 'IGNORE'
}

// `import IndexHints = require('sequelize/lib/index-hints')` reads the members from the module.
export const { USE, FORCE, IGNORE } = IndexHints;

export default IndexHints;
exposeDefault(module, IndexHints);
