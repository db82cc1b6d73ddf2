import { deprecate } from 'node:util';

/** A function that prints one deprecation warning, the first time it is called. Codes and texts are v6's. */
const announce = (text: string, code: string): (() => void) => deprecate(() => {}, text, code);

export const noTrueLogging = announce(
  'The logging-option should be either a function or false. Default: console.log',
  'SEQUELIZE0002'
);
export const noStringOperators = announce(
  'String based operators are deprecated. Please use Symbol based operators for better security, read more at https://sequelize.org/master/manual/querying.html#operators',
  'SEQUELIZE0003'
);
export const noBoolOperatorAliases = announce(
  'A boolean value was passed to options.operatorsAliases. This is a no-op with v5 and should be removed.',
  'SEQUELIZE0004'
);
export const noDoubleNestedGroup = announce(
  'Passing a double nested nested array to `group` is unsupported and will be removed in v6.',
  'SEQUELIZE0005'
);
export const unsupportedEngine = announce(
  'This database engine version is not supported, please update your database server. More information https://github.com/sequelize/sequelize/blob/main/ENGINE.md',
  'SEQUELIZE0006'
);
