//! The 40 operators of `Op`. In JavaScript each is `Symbol.for(name)`; across the border each is its number here.

macro_rules! operators {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Op { $($variant),+ }

        impl Op {
            /// In the order of v6's `Op`; the position is the number that crosses the border.
            pub const ALL: &'static [Op] = &[$(Op::$variant),+];

            /// The property name on `Op` and the description of the symbol.
            pub const fn name(self) -> &'static str {
                match self { $(Op::$variant => $name),+ }
            }
        }
    };
}

operators! {
    Eq = "eq", Ne = "ne", Gte = "gte", Gt = "gt", Lte = "lte", Lt = "lt", Not = "not", Is = "is", In = "in",
    NotIn = "notIn", Like = "like", NotLike = "notLike", ILike = "iLike", NotILike = "notILike",
    StartsWith = "startsWith", EndsWith = "endsWith", Substring = "substring", Regexp = "regexp",
    NotRegexp = "notRegexp", IRegexp = "iRegexp", NotIRegexp = "notIRegexp", Between = "between",
    NotBetween = "notBetween", Overlap = "overlap", Contains = "contains", Contained = "contained",
    Adjacent = "adjacent", StrictLeft = "strictLeft", StrictRight = "strictRight",
    NoExtendRight = "noExtendRight", NoExtendLeft = "noExtendLeft", And = "and", Or = "or", Any = "any",
    All = "all", Values = "values", Col = "col", Placeholder = "placeholder", Join = "join", Match = "match",
}

impl Op {
    pub fn from_number(number: u8) -> Option<Op> {
        Op::ALL.get(usize::from(number)).copied()
    }

    pub fn from_name(name: &str) -> Option<Op> {
        Op::ALL.iter().copied().find(|op| op.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_forty_and_each_is_found_by_name_and_number() {
        assert_eq!(Op::ALL.len(), 40);
        for (number, op) in Op::ALL.iter().enumerate() {
            assert_eq!(Op::from_number(number as u8), Some(*op));
            assert_eq!(Op::from_name(op.name()), Some(*op));
        }
        assert_eq!(Op::from_number(40), None);
    }
}
