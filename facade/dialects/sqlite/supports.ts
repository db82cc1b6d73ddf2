/** What sqlite can do beyond, or short of, the abilities in `../abstract/supports.ts`. */
import { deriveSupports } from '../abstract/supports';

export const sqliteSupports = deriveSupports({
  DEFAULT: false,
  'DEFAULT VALUES': true,
  'UNION ALL': false,
  'RIGHT JOIN': false,
  transactionOptions: { type: true },
  inserts: {
    ignoreDuplicates: ' OR IGNORE',
    updateOnDuplicate: ' ON CONFLICT DO UPDATE SET',
    onConflictWhere: true,
    conflictFields: true
  },
  constraints: { addConstraint: false, dropConstraint: false },
  index: { using: false, functionBased: true, where: true },
  groupedLimit: false,
  JSON: true
});
