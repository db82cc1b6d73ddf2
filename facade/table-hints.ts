import { exposeDefault } from './bridge/commonjs';

/** Table hints of the finder option `tableHint` (SQL Server). */
export enum TableHints {
  NOLOCK = 'NOLOCK',
  READUNCOMMITTED = 'READUNCOMMITTED',
  UPDLOCK = 'UPDLOCK',
  REPEATABLEREAD = 'REPEATABLEREAD',
  SERIALIZABLE = 'SERIALIZABLE',
  READCOMMITTED = 'READCOMMITTED',
  TABLOCK = 'TABLOCK',
  TABLOCKX = 'TABLOCKX',
  PAGLOCK = 'PAGLOCK',
  ROWLOCK = 'ROWLOCK',
  NOWAIT = 'NOWAIT',
  READPAST = 'READPAST',
  XLOCK = 'XLOCK',
  SNAPSHOT = 'SNAPSHOT',
  NOEXPAND = 'NOEXPAND'
}

// `import TableHints = require('sequelize/lib/table-hints')` reads the members from the module.
export const {
  NOLOCK,
  READUNCOMMITTED,
  UPDLOCK,
  REPEATABLEREAD,
  SERIALIZABLE,
  READCOMMITTED,
  TABLOCK,
  TABLOCKX,
  PAGLOCK,
  ROWLOCK,
  NOWAIT,
  READPAST,
  XLOCK,
  SNAPSHOT,
  NOEXPAND
} = TableHints;

export default TableHints;
exposeDefault(module, TableHints);
