/** v6's type path `sequelize/types/query`. */
export * from './dialects/abstract/query';
