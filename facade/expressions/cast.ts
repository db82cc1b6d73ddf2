import { SequelizeMethod } from './sequelize-method';

/** `CAST(val AS type)`, made by `sequelize.cast(val, type)`. */
export class Cast extends SequelizeMethod {
  val: any;
  type: string;
  json: boolean;

  constructor(val: any, type?: string, json?: boolean) {
    super();
    this.val = val;
    this.type = (type || '').trim();
    this.json = json || false;
  }
}
