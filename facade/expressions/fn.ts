import { SequelizeMethod } from './sequelize-method';

/** A call of a database function, made by `sequelize.fn(name, ...args)`. */
export class Fn extends SequelizeMethod {
  fn: string;
  args: any[];

  constructor(fn: string, args: any[]) {
    super();
    this.fn = fn;
    this.args = args;
  }

  /** A copy that shares the list of arguments. */
  clone(): Fn {
    return new Fn(this.fn, this.args);
  }
}
