/** What mssql can do beyond, or short of, the abilities in `../abstract/supports.ts`. */
import { deriveSupports } from '../abstract/supports';

export const mssqlSupports = deriveSupports({
  'DEFAULT VALUES': true,
  'LIMIT ON UPDATE': true,
  returnValues: { output: true },
  autoIncrement: { identityInsert: true, defaultValue: false, update: false },
  schemas: true,
  migrations: false,
  constraints: { restrict: false, default: true },
  index: { collate: false, type: true, using: false, where: true },
  lock: false,
  NUMERIC: true,
  tmpTableTrigger: true
});
