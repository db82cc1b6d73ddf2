import { ABSTRACT } from './abstract';

/** An attribute without a column. */
export class VIRTUAL extends ABSTRACT {
  /** the type of what the getter returns, for programs that read types */
  returnType: any;

  /** attributes that are fetched with it */
  fields?: string[];

  constructor(ReturnType?: any, fields?: string[]) {
    super();
    this.returnType = typeof ReturnType === 'function' ? new ReturnType() : ReturnType;
    this.fields = fields;
  }
}
