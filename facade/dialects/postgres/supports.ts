/** What postgres can do beyond, or short of, the abilities in `../abstract/supports.ts`. */
import { deriveSupports } from '../abstract/supports';

export const postgresSupports = deriveSupports({
  'DEFAULT VALUES': true,
  'ON DUPLICATE KEY': false,
  'ORDER NULLS': true,
  returnValues: { returning: true },
  bulkDefault: true,
  schemas: true,
  inserts: {
    updateOnDuplicate: ' ON CONFLICT DO UPDATE SET',
    onConflictDoNothing: ' ON CONFLICT DO NOTHING',
    onConflictWhere: true,
    conflictFields: true
  },
  index: { concurrently: true, using: 2, functionBased: true, operator: true, where: true },
  JSON: true,
  deferrableConstraints: true,
  escapeStringConstants: true,
  EXCEPTION: true,
  lock: true,
  lockOf: true,
  lockKey: true,
  lockOuterJoinFailure: true,
  skipLocked: true,
  forShare: 'FOR SHARE',
  NUMERIC: true,
  ARRAY: true,
  RANGE: true,
  GEOMETRY: true,
  REGEXP: true,
  GEOGRAPHY: true,
  JSONB: true,
  HSTORE: true,
  TSVECTOR: true,
  searchPath: true
});
