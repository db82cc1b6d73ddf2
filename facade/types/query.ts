/** Option types of `AbstractQuery`. Nothing here exists at run time. */
import type { Model, ModelType } from '../model';
import type { QueryTypes } from '../query-types';

export type { BindOrReplacements, FieldMap } from './query-interface';

export interface AbstractQueryGroupJoinDataOptions {
  /** whether a row may repeat a parent or a child that is there already */
  checkExisting: boolean;
}

export interface AbstractQueryOptions {
  /** the instance the statement is for */
  instance?: Model;
  /** the class of the instances to return */
  model?: ModelType;
  type?: QueryTypes;
  /** whether columns are renamed to attributes */
  fieldMap?: boolean;
  plain: boolean;
  raw: boolean;
  nest: boolean;
  hasJoin: boolean;
  logging?: boolean | ((sql: string, timing?: number) => void);
  include: boolean;
  includeNames: unknown[];
  includeMap: any;
  originalAttributes: unknown[];
  attributes: unknown[];
}

export interface AbstractQueryFormatBindOptions {
  /** whether `$$` stays as it is */
  skipUnescape: boolean;
  /** whether texts in place of values stay as they are */
  skipValueReplace: boolean;
}

/** Gives the text for one parameter. */
export type replacementFuncType = (
  match: string,
  key: string,
  values: unknown[],
  timeZone?: string,
  dialect?: string,
  options?: AbstractQueryFormatBindOptions
) => undefined | string;
