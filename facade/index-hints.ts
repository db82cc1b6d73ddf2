import { exposeDefault } from './bridge/commonjs';

/** Index hints of the finder option `indexHints` (MySQL and MariaDB). */
export enum IndexHints {
  USE = 'USE',
  FORCE = 'FORCE',
  IGNORE = 'IGNORE'
}

export default IndexHints;
exposeDefault(module, IndexHints);
