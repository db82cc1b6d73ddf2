/** v6's type path `sequelize/types/utils/set-required`. */
export type { SetRequired } from '../types/utils';
