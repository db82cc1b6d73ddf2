/** What all SQL expressions have in common: where a value is expected, they stand for a piece of SQL. */
export class SequelizeMethod {}
