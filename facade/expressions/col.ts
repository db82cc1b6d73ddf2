import { SequelizeMethod } from './sequelize-method';

/** A column, made by `sequelize.col('name')`; several arguments make a list of columns. */
export class Col extends SequelizeMethod {
  col: any;

  constructor(col: any, ...args: any[]) {
    super();
    // v6: with several arguments the first one is lost
    this.col = args.length > 0 ? args : col;
  }
}
