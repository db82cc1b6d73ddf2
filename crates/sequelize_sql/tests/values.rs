//! Properties of conditions over random values: nothing panics, and an executed statement's text does not depend on
//! the values in it.

use proptest::prelude::*;
use sequelize_sql::{Compiler, CompilerOptions, Marks, Template, call, statement};
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

/// Marks every value of conditions and counts that does not stand in an expression.
fn mark(value: &Value, marks: &mut Marks, count: &mut u32) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| mark(item, marks, count)),
        Value::Object(object) => object.entries.iter().for_each(|(_, item)| mark(item, marks, count)),
        value => {
            marks.add(value, *count);
            *count += 1;
        }
    }
}

/// Puts other values where marks have become places, and collects them.
fn exchange(
    value: &mut Value,
    template: &Template,
    others: &[Value],
    count: &mut u32,
    taken: &mut Vec<Value>,
) {
    match value {
        Value::Array(items) => {
            items.iter_mut().for_each(|item| exchange(item, template, others, count, taken));
        }
        Value::Object(object) => {
            object.entries.iter_mut().for_each(|(_, item)| exchange(item, template, others, count, taken));
        }
        value => {
            if template.marks().contains(count) {
                *value = others[*count as usize % others.len()].clone();
                taken.push(value.clone());
            }
            *count += 1;
        }
    }
}

/// The option of a SELECT that `mark` and `exchange` go through.
fn conditions_of(args: &[Value; 3]) -> impl Iterator<Item = &Value> {
    ["where", "limit", "offset"].into_iter().filter_map(|name| args[1].get(name))
}

fn template_of(compiler: &Compiler, args: &[Value; 3]) -> Option<Template> {
    let (mut marks, mut count) = (Marks::default(), 0);
    conditions_of(args).for_each(|value| mark(value, &mut marks, &mut count));
    Template::of_select(compiler, args, &marks)
}

/// The same request with other values in the places of its template.
fn with_others(args: &[Value; 3], template: &Template, others: &[Value]) -> ([Value; 3], Vec<Value>) {
    let (mut args, mut count, mut taken) = (args.clone(), 0, Vec::new());
    if let Value::Object(options) = &mut args[1] {
        for wanted in ["where", "limit", "offset"] {
            let found = options.entries.iter_mut().find(|(key, _)| *key == Key::Name(wanted.to_owned()));
            if let Some((_, value)) = found {
                exchange(value, template, others, &mut count, &mut taken);
            }
        }
    }
    (args, taken)
}

/// Compilers of all dialects, with and without options that look at values.
fn all_compilers() -> Vec<Compiler> {
    let validating = CompilerOptions { type_validation: true, ..Default::default() };
    let mut all = compilers();
    all.extend(DialectName::ALL.into_iter().map(|name| Compiler::new(name, validating.clone())));
    // Conditions are copied, so that nothing in them has a place.
    let aliases = vec![("$gt".to_owned(), Op::Gt)];
    let renaming = CompilerOptions { operators_aliases: aliases, ..Default::default() };
    all.push(Compiler::new(DialectName::Postgres, renaming));
    all
}

/// Texts by a template and without it are equal, failures too. Gives how many values had a place.
fn compare(args: &[Value; 3], others: &[Value]) -> usize {
    let mut places = 0;
    for compiler in all_compilers() {
        let Some(template) = template_of(&compiler, args) else { continue };
        places += template.marks().len();
        let (args, values) = with_others(args, &template, others);
        match template.fill(&compiler, &values) {
            Ok(Some(text)) => assert_eq!(call(&compiler, "selectQuery", &args), Ok(Value::Text(text))),
            Ok(None) => {}
            Err(error) => assert_eq!(call(&compiler, "selectQuery", &args), Err(error)),
        }
    }
    places
}

/// A column and an operator with values that the operator takes.
fn likely_condition() -> impl Strategy<Value = (Key, Value)> {
    let column =
        prop::sample::select(vec!["id", "name", "email", "balance", "meta", "createdAt", "meta.a", "x"]);
    let list = prop::collection::vec(scalar(), 1..4).prop_map(Value::Array).boxed();
    let pair = prop::collection::vec(scalar(), 2).prop_map(Value::Array);
    let with = |ops: Vec<Op>, value: BoxedStrategy<Value>| {
        (prop::sample::select(ops), value)
            .prop_map(|(op, value)| Value::Object(Object { entries: vec![(Key::Op(op), value)] }))
    };
    let condition = prop_oneof![
        scalar(),
        list.clone(),
        with(SHAPES.to_vec(), scalar().boxed()),
        with(vec![Op::In, Op::NotIn, Op::Any], list),
        with(vec![Op::Between, Op::NotBetween], pair.boxed()),
    ];
    (column, condition).prop_map(|(column, condition)| (Key::Name(column.to_owned()), condition))
}

#[test]
fn values_with_a_type_and_counts_have_places() {
    let filter = Object::new().with("id", 7.0.into()).with("name", "Ann".into());
    let options = Object::new().with("where", filter.into()).with("limit", 10.0.into());
    let places = compare(&find(options), &[Value::Number(1e21), Value::from("it's"), Value::Number(0.5)]);
    // The counts have a place with every compiler, the others unless operators have aliases.
    assert_eq!(places, 3 * DialectName::ALL.len() * 2 + 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_template_writes_what_the_compiler_writes(
        conditions in value(), limit in scalar(), others in prop::collection::vec(scalar(), 1..8),
    ) {
        compare(&find(Object::new().with("where", conditions).with("limit", limit)), &others);
    }

    #[test]
    fn a_template_of_likely_conditions_writes_what_the_compiler_writes(
        conditions in prop::collection::vec(likely_condition(), 1..5),
        groups in prop::collection::vec(
            (prop::sample::select(vec![Op::And, Op::Or, Op::Not]), likely_condition(), likely_condition()), 0..2),
        limit in 1u32..100,
        others in prop::collection::vec(scalar(), 1..8),
    ) {
        let mut entries = conditions;
        for (op, one, other) in groups {
            entries.push((Key::Op(op), Value::Object(Object { entries: vec![one, other] })));
        }
        let options = Object::new()
            .with("where", Value::Object(Object { entries }))
            .with("limit", Value::Number(f64::from(limit)))
            .with("offset", Value::Number(f64::from(limit)));
        compare(&find(options), &others);
    }

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
