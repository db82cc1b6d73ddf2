/** Everything JavaScript treats as false, except `NaN`, which has no type of its own. */
export type Falsy = false | 0 | -0 | 0n | '' | null | undefined | void;
