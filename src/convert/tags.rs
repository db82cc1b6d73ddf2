//! The first byte of every value in a request. Mirrors `facade/bridge/tags.ts`; the layouts are described there.

pub const UNDEFINED: u8 = 0;
pub const NULL: u8 = 1;
pub const TRUE: u8 = 2;
pub const FALSE: u8 = 3;
pub const INT: u8 = 4;
pub const NUMBER: u8 = 5;
pub const TEXT: u8 = 6;
pub const UTF16: u8 = 7;
pub const BIGINT: u8 = 8;
pub const DATE: u8 = 9;
pub const BYTES: u8 = 10;
pub const ARRAY: u8 = 11;
pub const OBJECT: u8 = 12;
pub const OP: u8 = 13;
pub const FN: u8 = 14;
pub const COL: u8 = 15;
pub const LITERAL: u8 = 16;
pub const CAST: u8 = 17;
pub const JSON: u8 = 18;
pub const WHERE: u8 = 19;
pub const MODEL: u8 = 20;
pub const ATTRIBUTES: u8 = 21;
pub const DATA_TYPE: u8 = 22;
pub const OPAQUE: u8 = 23;
pub const INLINE_MODEL: u8 = 24;
pub const SHORT_TEXT: u8 = 25;
