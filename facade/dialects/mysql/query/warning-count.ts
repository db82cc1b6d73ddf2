/** Under this name the options of a statement carry who wants to know how many warnings there were. */
export const WARNINGS = Symbol('warnings');
