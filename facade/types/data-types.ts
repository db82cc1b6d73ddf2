/*
 * The public types of `DataTypes`: what each can be made of, and what is made. A type may be given without `new`, and
 * as the class itself.
 */

/** A data type as an attribute has it: SQL text, a class, or an instance. */
export type DataType = string | AbstractDataTypeConstructor | AbstractDataType;

/** A class that can be called with separate values or with an object, with and without `new`. */
interface Makes<Values extends any[], Options, Instance> {
  new (...values: Values): Instance;
  new (options?: Options): Instance;
  (...values: Values): Instance;
  (options?: Options): Instance;
}

/** The same, with an object only. */
interface MakesOf<Options, Instance> {
  new (options?: Options): Instance;
  (options?: Options): Instance;
}

/** The name umzug knows it by. */
export type DataTypeAbstract = AbstractDataTypeConstructor;

export interface AbstractDataTypeConstructor {
  /** name of the type */
  key: string;
  /** prints a warning, each text once */
  warn(link: string, text: string): void;
  new (): AbstractDataType;
  (): AbstractDataType;
}

export interface AbstractDataType {
  /** name of the type */
  key: string;
  /** where the types of the dialect are documented */
  dialectTypes: string;
  /** the type in a column definition */
  toSql(): string;
  /** a value as text for a literal */
  stringify(value: unknown, options?: object): string;
  toString(options: object): string;
}

// Text ----------------------------------------------------------------------------------------------------------------

export interface StringDataTypeConstructor
  extends Makes<[length?: number, binary?: boolean], StringDataTypeOptions, StringDataType>,
    AbstractDataTypeConstructor {
  /** bytes instead of characters */
  BINARY: StringDataType;
}

export interface StringDataType extends AbstractDataType {
  options?: StringDataTypeOptions;
  /** bytes instead of characters */
  BINARY: this;
  validate(value: unknown): boolean;
}

export interface StringDataTypeOptions {
  /** in characters; 255 */
  length?: number;
  binary?: boolean;
}

export interface CharDataTypeConstructor
  extends Makes<[length?: number, binary?: boolean], CharDataTypeOptions, CharDataType>,
    StringDataTypeConstructor {
  BINARY: CharDataType;
}

export interface CharDataType extends StringDataType {
  options: CharDataTypeOptions;
}

export interface CharDataTypeOptions extends StringDataTypeOptions {}

export type TextLength = 'tiny' | 'medium' | 'long';

export interface TextDataTypeConstructor
  extends Makes<[length?: TextLength], TextDataTypeOptions, TextDataType>,
    AbstractDataTypeConstructor {}

export interface TextDataType extends AbstractDataType {
  options: TextDataTypeOptions;
  validate(value: unknown): boolean;
}

export interface TextDataTypeOptions {
  length?: TextLength;
}

// Numbers -------------------------------------------------------------------------------------------------------------

export interface NumberDataTypeConstructor extends MakesOf<NumberDataTypeOptions, NumberDataType>, AbstractDataTypeConstructor {
  options: NumberDataTypeOptions;
  UNSIGNED: this;
  ZEROFILL: this;
  validate(value: unknown): boolean;
}

export interface NumberDataType extends AbstractDataType {
  options: NumberDataTypeOptions;
  UNSIGNED: this;
  ZEROFILL: this;
  validate(value: unknown): boolean;
}

export interface IntegerDataTypeOptions {
  /** digits shown */
  length?: number;
  zerofill?: boolean;
  unsigned?: boolean;
}

export interface NumberDataTypeOptions extends IntegerDataTypeOptions {
  /** digits behind the point */
  decimals?: number;
  precision?: number;
  scale?: number;
}

export interface TinyIntegerDataTypeConstructor
  extends MakesOf<IntegerDataTypeOptions, TinyIntegerDataType>,
    NumberDataTypeConstructor {}

export interface TinyIntegerDataType extends NumberDataType {
  options: IntegerDataTypeOptions;
}

export interface SmallIntegerDataTypeConstructor
  extends MakesOf<IntegerDataTypeOptions, SmallIntegerDataType>,
    NumberDataTypeConstructor {}

export interface SmallIntegerDataType extends NumberDataType {
  options: IntegerDataTypeOptions;
}

export interface MediumIntegerDataTypeConstructor
  extends MakesOf<IntegerDataTypeOptions, MediumIntegerDataType>,
    NumberDataTypeConstructor {}

export interface MediumIntegerDataType extends NumberDataType {
  options: IntegerDataTypeOptions;
}

export interface IntegerDataTypeConstructor
  extends MakesOf<NumberDataTypeOptions, IntegerDataType>,
    NumberDataTypeConstructor {
  (length: number): IntegerDataType;
  new (length: number): IntegerDataType;
  (options?: NumberDataTypeOptions): IntegerDataType;
  new (options?: NumberDataTypeOptions): IntegerDataType;
}

export interface IntegerDataType extends NumberDataType {
  options: NumberDataTypeOptions;
}

export interface BigIntDataTypeConstructor extends MakesOf<IntegerDataTypeOptions, BigIntDataType>, NumberDataTypeConstructor {}

export interface BigIntDataType extends NumberDataType {
  options: IntegerDataTypeOptions;
}

export interface FloatDataTypeConstructor
  extends Makes<[length?: number, decimals?: number], FloatDataTypeOptions, FloatDataType>,
    NumberDataTypeConstructor {}

export interface FloatDataType extends NumberDataType {
  options: FloatDataTypeOptions;
}

export interface FloatDataTypeOptions {
  length?: number;
  decimals?: number;
}

export interface RealDataTypeConstructor
  extends Makes<[length?: number, decimals?: number], RealDataTypeOptions, RealDataType>,
    NumberDataTypeConstructor {}

export interface RealDataType extends NumberDataType {
  options: RealDataTypeOptions;
}

export interface RealDataTypeOptions {
  length?: number;
  decimals?: number;
}

export interface DoubleDataTypeConstructor
  extends Makes<[length?: number, decimals?: number], DoubleDataTypeOptions, DoubleDataType>,
    NumberDataTypeConstructor {}

export interface DoubleDataType extends NumberDataType {
  options: DoubleDataTypeOptions;
}

export interface DoubleDataTypeOptions {
  length?: number;
  decimals?: number;
}

export interface DecimalDataTypeConstructor
  extends Makes<[precision?: number, scale?: number], DecimalDataTypeOptions, DecimalDataType>,
    NumberDataTypeConstructor {
  PRECISION: this;
  SCALE: this;
}

export interface DecimalDataType extends NumberDataType {
  options: DecimalDataTypeOptions;
}

export interface DecimalDataTypeOptions {
  /** all digits */
  precision?: number;
  /** digits behind the point */
  scale?: number;
}

// Dates and bytes -----------------------------------------------------------------------------------------------------

export interface DateDataTypeConstructor
  extends Makes<[length?: string | number], DateDataTypeOptions, DateDataType>,
    AbstractDataTypeConstructor {}

export interface DateDataType extends AbstractDataType {
  options: DateDataTypeOptions;
}

export interface DateDataTypeOptions {
  /** digits of the second's fraction (MySQL, MariaDB) */
  length?: string | number;
}

export interface DateOnlyDataTypeConstructor extends AbstractDataTypeConstructor {
  new (): DateOnlyDataType;
  (): DateOnlyDataType;
}

export interface DateOnlyDataType extends AbstractDataType {}

export type BlobSize = 'tiny' | 'medium' | 'long';

export interface BlobDataTypeConstructor
  extends Makes<[length?: BlobSize], BlobDataTypeOptions, BlobDataType>,
    AbstractDataTypeConstructor {}

export interface BlobDataType extends AbstractDataType {
  options: BlobDataTypeOptions;
  escape: boolean;
}

export interface BlobDataTypeOptions {
  length?: BlobSize;
  escape?: boolean;
}

// Made of others ------------------------------------------------------------------------------------------------------

/** What a range can be of. */
export type RangeableDataType =
  | IntegerDataTypeConstructor
  | IntegerDataType
  | BigIntDataTypeConstructor
  | BigIntDataType
  | DecimalDataTypeConstructor
  | DecimalDataType
  | DateOnlyDataTypeConstructor
  | DateOnlyDataType
  | DateDataTypeConstructor
  | DateDataType;

export interface RangeDataTypeConstructor extends AbstractDataTypeConstructor {
  new <T extends RangeableDataType>(subtype?: T): RangeDataType<T>;
  new <T extends RangeableDataType>(options: RangeDataTypeOptions<T>): RangeDataType<T>;
  <T extends RangeableDataType>(subtype?: T): RangeDataType<T>;
  <T extends RangeableDataType>(options: RangeDataTypeOptions<T>): RangeDataType<T>;
}

export interface RangeDataType<T extends RangeableDataType> extends AbstractDataType {
  options: RangeDataTypeOptions<T>;
}

export interface RangeDataTypeOptions<T extends RangeableDataType> {
  subtype?: T;
}

/** A type in a place where SQL text is not enough. */
type AnyType = AbstractDataTypeConstructor | AbstractDataType;

export interface VirtualDataTypeConstructor extends AbstractDataTypeConstructor {
  new <T extends AnyType>(ReturnType: T, fields?: string[]): VirtualDataType<T>;
  <T extends AnyType>(ReturnType: T, fields?: string[]): VirtualDataType<T>;
}

export interface VirtualDataType<T extends AbstractDataTypeConstructor | AbstractDataType> extends AbstractDataType {
  /** type of what the getter returns */
  returnType: T;
  /** attributes that are fetched with it */
  fields: string[];
}

export interface EnumDataTypeConstructor extends AbstractDataTypeConstructor {
  new <T extends string>(...values: T[]): EnumDataType<T>;
  new <T extends string>(values: readonly T[]): EnumDataType<T>;
  new <T extends string>(options: EnumDataTypeOptions<T>): EnumDataType<T>;
  <T extends string>(...values: T[]): EnumDataType<T>;
  <T extends string>(values: readonly T[]): EnumDataType<T>;
  <T extends string>(options: EnumDataTypeOptions<T>): EnumDataType<T>;
}

export interface EnumDataType<T extends string> extends AbstractDataType {
  values: T[];
  options: EnumDataTypeOptions<T>;
}

export interface EnumDataTypeOptions<T extends string> {
  values: T[];
}

export interface ArrayDataTypeConstructor extends AbstractDataTypeConstructor {
  new <T extends AnyType>(type: T): ArrayDataType<T>;
  new <T extends AnyType>(options: ArrayDataTypeOptions<T>): ArrayDataType<T>;
  <T extends AnyType>(type: T): ArrayDataType<T>;
  <T extends AnyType>(options: ArrayDataTypeOptions<T>): ArrayDataType<T>;
  /** whether something is an array of a type */
  is<T extends AnyType>(obj: unknown, type: T): obj is ArrayDataType<T>;
}

export interface ArrayDataType<T extends AbstractDataTypeConstructor | AbstractDataType> extends AbstractDataType {
  options: ArrayDataTypeOptions<T>;
}

export interface ArrayDataTypeOptions<T extends AbstractDataTypeConstructor | AbstractDataType> {
  type: T;
}

// Shapes --------------------------------------------------------------------------------------------------------------

export interface GeometryDataTypeConstructor extends AbstractDataTypeConstructor {
  new (type: string, srid?: number): GeometryDataType;
  new (options: GeometryDataTypeOptions): GeometryDataType;
  (type: string, srid?: number): GeometryDataType;
  (options: GeometryDataTypeOptions): GeometryDataType;
}

export interface GeometryDataType extends AbstractDataType {
  options: GeometryDataTypeOptions;
  type: string;
  srid?: number;
  escape: boolean;
}

export interface GeometryDataTypeOptions {
  /** `POINT`, `LINESTRING` … */
  type: string;
  /** number of the reference system */
  srid?: number;
}

export interface GeographyDataTypeConstructor extends AbstractDataTypeConstructor {
  new (type: string, srid?: number): GeographyDataType;
  new (options: GeographyDataTypeOptions): GeographyDataType;
  (type: string, srid?: number): GeographyDataType;
  (options: GeographyDataTypeOptions): GeographyDataType;
}

export interface GeographyDataType extends AbstractDataType {
  options: GeographyDataTypeOptions;
  type: string;
  srid?: number;
  escape: boolean;
}

export interface GeographyDataTypeOptions {
  /** `POINT`, `LINESTRING` … */
  type: string;
  /** number of the reference system */
  srid?: number;
}
