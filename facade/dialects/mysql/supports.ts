/** What mysql can do beyond, or short of, the abilities in `../abstract/supports.ts`. */
import { deriveSupports } from '../abstract/supports';

export const mysqlSupports = deriveSupports({
  'VALUES ()': true,
  'LIMIT ON UPDATE': true,
  settingIsolationLevelDuringTransaction: false,
  inserts: { ignoreDuplicates: ' IGNORE', updateOnDuplicate: ' ON DUPLICATE KEY UPDATE' },
  constraints: { dropConstraint: false, check: false },
  index: { collate: false, length: true, parser: true, type: true, using: 1 },
  indexViaAlter: true,
  JSON: true,
  lock: true,
  forShare: 'LOCK IN SHARE MODE',
  indexHints: true,
  NUMERIC: true,
  GEOMETRY: true,
  REGEXP: true
});
