import { SequelizeMethod } from './sequelize-method';

/** A comparison, made by `sequelize.where(attribute, comparator, logic)` or `sequelize.where(attribute, logic)`. */
export class Where extends SequelizeMethod {
  attribute: any;
  comparator: any;
  logic: any;

  constructor(attribute: any, comparator?: any, logic?: any) {
    super();
    this.attribute = attribute;
    this.comparator = logic === undefined ? '=' : comparator;
    this.logic = logic === undefined ? comparator : logic;
  }
}
Object.defineProperty(Where, 'length', { value: 3, configurable: true });
