import { SequelizeMethod } from './sequelize-method';

/** SQL text as it is, made by `sequelize.literal(text)`. Never build it from user input. */
export class Literal extends SequelizeMethod {
  val: any;

  constructor(val: any) {
    super();
    this.val = val;
  }
}
