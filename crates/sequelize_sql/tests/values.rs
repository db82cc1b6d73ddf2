//! Properties of conditions over random values: nothing panics, and an executed statement's text does not depend on
//! the values in it.

use proptest::prelude::*;
use sequelize_sql::{Compiler, CompilerOptions, call, statement};
use sequelize_types::{DialectName, Expression, Key, Object, Op, Value};

mod support;

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Undefined),
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<f64>().prop_map(Value::Number),
        any::<i64>().prop_map(|number| Value::BigInt(number.to_string())),
        ".*".prop_map(Value::Text),
        "[a-z$.:*'\"`\\\\]{0,12}".prop_map(Value::Text),
        prop_oneof![any::<f64>(), Just(f64::NAN), -1e13..1e13].prop_map(Value::Date),
        prop::collection::vec(any::<u8>(), 0..8).prop_map(Value::Bytes),
        prop::sample::select(Op::ALL).prop_map(Value::Op),
    ]
}

fn key() -> impl Strategy<Value = Key> {
    prop_oneof![
        prop::sample::select(Op::ALL).prop_map(Key::Op),
        prop::sample::select(vec![
            "id",
            "name",
            "meta",
            "meta.a.b",
            "meta.0",
            "$a.b$",
            "x",
            "createdAt",
            "",
            "a::b",
            "$"
        ])
        .prop_map(|name| Key::Name(name.to_owned())),
        "\\PC{0,6}".prop_map(Key::Name),
    ]
}

fn expression(value: Value, other: Value, text: String) -> impl Strategy<Value = Expression> {
    let path = Value::Text(text.clone());
    prop::sample::select(vec![
        Expression::Fn { name: text.clone(), args: vec![value.clone()] },
        Expression::Fn { name: "lower".to_owned(), args: vec![value.clone()] },
        Expression::Col { path: other.clone() },
        Expression::Literal { sql: other.clone() },
        Expression::Cast { value: value.clone(), sql_type: text, is_json: false },
        Expression::Json { conditions: value.clone(), path: Value::Undefined, value: other.clone() },
        Expression::Json { conditions: Value::Undefined, path: path.clone(), value: value.clone() },
        Expression::Where { attribute: value, comparator: path, logic: other },
    ])
}

fn value() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec((key(), inner.clone()), 0..4)
                .prop_map(|entries| Value::Object(Object { entries })),
            (inner.clone(), inner, "\\PC{0,10}")
                .prop_flat_map(|(value, other, text)| expression(value, other, text))
                .prop_map(|expression| Value::Expression(Box::new(expression))),
        ]
    })
}

fn compilers() -> Vec<Compiler> {
    DialectName::ALL.into_iter().map(|name| Compiler::new(name, CompilerOptions::default())).collect()
}

fn user() -> Value {
    support::value::Models::named("blog").get("User")
}

fn find(options: Object) -> [Value; 3] {
    let user = user();
    [user.clone(), Value::Object(options), user]
}

/// The shape of a condition, without its values.
const SHAPES: [Op; 12] = [
    Op::Eq,
    Op::Ne,
    Op::Gt,
    Op::Gte,
    Op::Lt,
    Op::Lte,
    Op::Like,
    Op::NotLike,
    Op::StartsWith,
    Op::EndsWith,
    Op::Substring,
    Op::Not,
];

/// Values that a column of the kind takes, none of them null.
fn typed(column: &'static str) -> BoxedStrategy<Value> {
    match column {
        "id" => prop_oneof![
            any::<i32>().prop_map(|number| Value::Number(f64::from(number))),
            any::<i64>().prop_map(|number| Value::BigInt(number.to_string())),
            ".*".prop_map(Value::Text),
        ]
        .boxed(),
        "avatar" => prop_oneof![
            prop::collection::vec(any::<u8>(), 0..8).prop_map(Value::Bytes),
            ".*".prop_map(Value::Text),
        ]
        .boxed(),
        "createdAt" => (-1e12..4e12).prop_map(|time: f64| Value::Date(time.trunc())).boxed(),
        _ => ".*".prop_map(Value::Text).boxed(),
    }
}

fn column_and_values() -> impl Strategy<Value = (&'static str, Value, Value)> {
    prop::sample::select(vec!["id", "name", "email", "balance", "avatar", "createdAt"])
        .prop_flat_map(|column| (Just(column), typed(column), typed(column)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_conditions_panic(conditions in value()) {
        let args = find(Object::new().with("where", conditions.clone()).with("having", conditions.clone()));
        for compiler in compilers() {
            let _ = call(&compiler, "selectQuery", &args);
            let _ = statement(&compiler, "selectQuery", &args);
            let _ = call(&compiler, "getWhereConditions", &[conditions.clone(), Value::from("t"), user()]);
        }
    }

    #[test]
    fn no_options_panic(one in value(), two in value(), three in value()) {
        let options = Object::new()
            .with("attributes", one.clone())
            .with("order", two.clone())
            .with("group", three.clone())
            .with("limit", two)
            .with("offset", one)
            .with("groupedLimit", three.clone())
            .with("indexHints", three.clone())
            .with("lock", three);
        for compiler in compilers() {
            let _ = call(&compiler, "selectQuery", &find(options.clone()));
        }
    }

    #[test]
    fn no_method_panics(args in prop::collection::vec(value(), 0..5)) {
        for compiler in compilers() {
            for method in [
                "whereQuery", "whereItemsQuery", "whereItemQuery", "handleSequelizeMethod", "quote", "escape", "format",
                "jsonPathExtractionQuery", "addLimitAndOffset", "selectFromTableFragment", "escapeAttributes",
                "getQueryOrders", "aliasGrouping", "isIdentifierQuoted", "selectQuery", "injectReplacements",
            ] {
                let _ = call(&compiler, method, &args);
            }
        }
    }

    #[test]
    fn executed_text_does_not_depend_on_values(
        (column, one, other) in column_and_values(),
        op in prop::sample::select(SHAPES.to_vec()),
        limit in 0u32..1000,
    ) {
        let text = |value: &Value, limit: u32| {
            let condition = Object { entries: vec![(Key::Op(op), value.clone())] };
            let filter = Object::new().with(column, Value::Object(condition));
            let options = Object::new()
                .with("attributes", Value::Array(vec![Value::from("id")]))
                .with("where", Value::Object(filter))
                .with("limit", Value::Number(f64::from(limit)));
            find(options)
        };
        // A pattern has no type but text.
        let is_pattern = matches!(op, Op::StartsWith | Op::EndsWith | Op::Substring);
        prop_assume!(!is_pattern || column == "name" || column == "email");
        for compiler in compilers() {
            let left = statement(&compiler, "selectQuery", &text(&one, limit + 1)).unwrap();
            let right = statement(&compiler, "selectQuery", &text(&other, 7)).unwrap();
            prop_assert_eq!(left.text, right.text);
        }
    }

    #[test]
    fn text_is_quoted_so_that_nothing_ends_the_literal(text in ".*") {
        let args = [Value::Object(Object::new().with("a", Value::Text(text)))];
        for compiler in compilers() {
            let Value::Text(sql) = call(&compiler, "whereQuery", &args).unwrap() else { panic!("no text") };
            let backslashes = compiler.dialect().supports().backslash_escapes;
            prop_assert!(ends_with_one_literal(&sql, backslashes), "{}", sql);
        }
    }
}

/// Whether the first quote opens a literal that the last character closes.
fn ends_with_one_literal(sql: &str, backslashes: bool) -> bool {
    let Some(start) = sql.find('\'') else { return false };
    let mut characters = sql[start + 1..].chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if backslashes => drop(characters.next()),
            '\'' if characters.peek() == Some(&'\'') => drop(characters.next()),
            '\'' => return characters.next().is_none(),
            _ => {}
        }
    }
    false
}
