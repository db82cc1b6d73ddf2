import { SequelizeMethod } from './sequelize-method';

/** A condition on a JSON column, made by `sequelize.json(conditions)` or `sequelize.json(path, value)`. */
export class Json extends SequelizeMethod {
  /** nested conditions; then there is no path */
  conditions?: Record<string, any>;

  /** `column.key.key`, or text with JSON functions of the database */
  path?: string;

  /** what the value at the path must be; without it the expression is the value itself */
  value?: any;

  constructor(conditionsOrPath: Record<string, any> | string, value?: any) {
    super();
    if (typeof conditionsOrPath === 'object' ? conditionsOrPath !== null : typeof conditionsOrPath === 'function') {
      this.conditions = conditionsOrPath as Record<string, any>;
    } else {
      this.path = conditionsOrPath as string;
      // v6: a falsy value counts as no value
      if (value) this.value = value;
    }
  }
}
