//! Properties of typed values: no type panics over any value, no value ends the literal it stands in, and a bulk
//! insert binds what its literals say.

use proptest::prelude::*;
use sequelize_sql::encode::Check;
use sequelize_sql::{Compiler, CompilerOptions, Rendering, SqlWriter, call, encode, statement};
use sequelize_types::{DataType, DialectName, Key, Object, TypeKind, Value};

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Undefined),
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<f64>().prop_map(Value::Number),
        any::<i64>().prop_map(|number| Value::BigInt(number.to_string())),
        ".*".prop_map(Value::Text),
        "[0-9TZW:., +-]{0,24}".prop_map(Value::Text),
        "[JanFebMrGTUC0-9:()/ +-]{0,24}".prop_map(Value::Text),
        any::<f64>().prop_map(Value::Date),
        prop::collection::vec(any::<u8>(), 0..8).prop_map(Value::Bytes),
        prop::collection::vec(any::<u16>(), 0..8).prop_map(Value::Utf16),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(4, 24, 4, |inner| {
        let name = prop::sample::select(vec![
            "type",
            "coordinates",
            "geometries",
            "value",
            "inclusive",
            "crs",
            "a'b",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec((name, inner), 0..4).prop_map(|entries| {
                let named = entries.into_iter().map(|(name, value)| (Key::Name(name.to_owned()), value));
                Value::Object(Object { entries: named.collect() })
            }),
        ]
    })
}

fn data_types() -> Vec<DataType> {
    let plain = TypeKind::ALL.iter().map(|kind| DataType::new(*kind));
    let of = |outer: TypeKind, inner: TypeKind| DataType {
        element: Some(Box::new(DataType::new(inner))),
        ..DataType::new(outer)
    };
    let arrays =
        [TypeKind::String, TypeKind::Float, TypeKind::Date, TypeKind::Json, TypeKind::Blob, TypeKind::Hstore];
    let ranges = [TypeKind::Integer, TypeKind::Date, TypeKind::Decimal];
    plain
        .chain(arrays.map(|kind| of(TypeKind::Array, kind)))
        .chain(ranges.map(|kind| of(TypeKind::Range, kind)))
        .chain([DataType { is_binary: true, ..DataType::new(TypeKind::String) }])
        .collect()
}

fn compilers(type_validation: bool) -> Vec<Compiler> {
    let options = CompilerOptions { type_validation, ..CompilerOptions::default() };
    DialectName::ALL.into_iter().map(|name| Compiler::new(name, options.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_type_panics(value in value(), validates in any::<bool>()) {
        for compiler in compilers(validates) {
            for data_type in data_types() {
                let mut text = String::new();
                let _ = encode::push(&compiler, &mut text, &value, &data_type, Check::default());
                let _ = encode::param(&compiler, &value, &data_type);
                let _ = encode::slot(&compiler, &value, &data_type, Check::default());
                let _ = encode::stringify(&compiler, &value, &data_type);
                let mut bound = SqlWriter::new(&compiler, Rendering::Bound);
                let _ = bound.param(&value, Some(&data_type));
            }
        }
    }

    /// Postgres has no escape but the doubled quote, so quotes must come in pairs.
    #[test]
    fn no_value_ends_its_literal(value in value()) {
        let compiler = Compiler::new(DialectName::Postgres, CompilerOptions::default());
        for data_type in data_types() {
            let mut text = String::new();
            if encode::push(&compiler, &mut text, &value, &data_type, Check::default()).is_err() || data_type.is_escaped {
                continue;
            }
            let outside: String = text.split('\'').step_by(2).collect();
            prop_assert_eq!(text.matches('\'').count() % 2, 0, "{}", text);
            prop_assert!(!outside.contains([';', '"', '\\', '\n']), "{:?}: {}", data_type.kind, text);
        }
    }

    #[test]
    fn rows_are_inserted_with_any_keys_and_values(
        rows in prop::collection::vec(prop::collection::vec(("[ab`\"]", scalar()), 0..3), 0..4),
    ) {
        let row = |entries: Vec<(String, Value)>| {
            let mut row = Object::new();
            entries.into_iter().for_each(|(name, value)| row.set(name, value));
            Value::Object(row)
        };
        let rows = Value::Array(rows.into_iter().map(row).collect());
        for compiler in compilers(false) {
            let args = [Value::from("t"), rows.clone()];
            let text = call(&compiler, "bulkInsertQuery", &args).is_ok();
            let bound = statement(&compiler, "bulkInsertQuery", &args).is_ok();
            prop_assert_eq!(text, bound);
        }
    }
}
