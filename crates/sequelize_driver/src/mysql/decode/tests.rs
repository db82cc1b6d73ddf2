use super::super::date::Civil;
use super::super::options::DateStrings;
use super::super::packet::{put_bytes, put_length};
use super::*;
use crate::ShapeTable;

fn column(wire_type: u8) -> Definition {
    Definition {
        name: "c".to_owned(),
        table: "t".to_owned(),
        origin: "c".to_owned(),
        wire_type,
        width: 10,
        decimals: 31,
        is_unsigned: false,
        is_zerofill: false,
        is_set: false,
        is_binary: false,
        is_json: false,
        kind: String::new(),
    }
}

fn decoder(column: Definition, options: &MysqlOptions) -> RowDecoder {
    let shape = ShapeTable::default().intern(vec![column.column(options.casts_by_user)]);
    RowDecoder::new(vec![column], shape, options)
}

/// The rows of a text cell.
fn text_of(column: Definition, options: &MysqlOptions, text: &str) -> RowSlice {
    let (mut rows, mut packet) = (RowSlice::default(), Vec::new());
    put_bytes(&mut packet, text.as_bytes());
    decoder(column, options).push_text_row(&mut rows, &packet).unwrap();
    rows
}

/// The rows of a binary cell.
fn binary_of(column: Definition, options: &MysqlOptions, value: &[u8]) -> RowSlice {
    let mut rows = RowSlice::default();
    let packet = [&[0, 0][..], value].concat();
    decoder(column, options).push_binary_row(&mut rows, &packet).unwrap();
    rows
}

fn mysql2() -> MysqlOptions {
    MysqlOptions::new(Flavor::Mysql2)
}

fn connector() -> MysqlOptions {
    MysqlOptions::new(Flavor::Connector)
}

fn latin1(rows: &RowSlice) -> &str {
    std::str::from_utf8(&rows.latin1).unwrap()
}

#[test]
fn both_protocols_give_the_same_integers() {
    let mut tiny = column(t::TINY);
    assert_eq!(
        text_of(tiny.clone(), &mysql2(), "-5").words,
        binary_of(tiny.clone(), &mysql2(), &[251]).words
    );
    tiny.is_unsigned = true;
    assert_eq!(binary_of(tiny, &mysql2(), &[251]).words, [251 << 3]);
    let long = column(t::LONG);
    assert_eq!(binary_of(long, &mysql2(), &(-70_000_i32).to_le_bytes()).words, [-70_000 << 3]);
    assert_eq!(binary_of(column(t::YEAR), &mysql2(), &2020_u16.to_le_bytes()).words, [2020 << 3]);
}

#[test]
fn integers_beyond_doubles_are_text() {
    let large = "9007199254740993";
    for options in [mysql2(), connector()] {
        assert_eq!(latin1(&text_of(column(t::LONGLONG), &options, large)), large);
        let bytes = 9_007_199_254_740_993_i64.to_le_bytes();
        assert_eq!(latin1(&binary_of(column(t::LONGLONG), &options, &bytes)), large);
        assert_eq!(text_of(column(t::LONGLONG), &options, "5").words, [5 << 3]);
        assert_eq!(
            text_of(column(t::LONGLONG), &options, "9007199254740991").doubles,
            [9_007_199_254_740_991.0]
        );
    }
    // mysql2 takes a number if its text is the same; the connector only safe integers.
    assert_eq!(text_of(column(t::LONGLONG), &mysql2(), "10000000000000000").doubles, [1e16]);
    assert_eq!(latin1(&text_of(column(t::LONGLONG), &connector(), "10000000000000000")), "10000000000000000");
    let mut unsigned = column(t::LONGLONG);
    unsigned.is_unsigned = true;
    assert_eq!(latin1(&binary_of(unsigned, &mysql2(), &u64::MAX.to_le_bytes())), u64::MAX.to_string());
}

#[test]
fn the_options_of_big_numbers_are_kept() {
    let with = |rule| MysqlOptions { big_numbers: rule, ..mysql2() };
    let bytes = 5_i64.to_le_bytes();
    assert_eq!(latin1(&binary_of(column(t::LONGLONG), &with(BigNumbers::Text), &bytes)), "5");
    assert_eq!(binary_of(column(t::LONGLONG), &with(BigNumbers::BigInts), &bytes).words, [1 << 3 | 6]);
    let lossy = text_of(column(t::LONGLONG), &with(BigNumbers::Numbers), "9007199254740993");
    assert_eq!(lossy.doubles, [9_007_199_254_740_992.0]);
}

#[test]
fn zeros_that_fill_a_bigint_stay_with_mysql2() {
    let mut filled = column(t::LONGLONG);
    (filled.is_zerofill, filled.is_unsigned) = (true, true);
    assert_eq!(latin1(&text_of(filled.clone(), &mysql2(), "0000000077")), "0000000077");
    assert_eq!(latin1(&binary_of(filled.clone(), &mysql2(), &77_u64.to_le_bytes())), "0000000077");
    assert_eq!(text_of(filled.clone(), &connector(), "0000000077").words, [77 << 3]);
    assert_eq!(binary_of(filled, &connector(), &77_u64.to_le_bytes()).words, [77 << 3]);
}

#[test]
fn a_float_is_what_the_server_writes() {
    assert_eq!(
        binary_of(column(t::FLOAT), &mysql2(), &16_777_216_f32.to_le_bytes()).words,
        [16_777_200 << 3]
    );
    assert_eq!(binary_of(column(t::FLOAT), &mysql2(), &0.1_f32.to_le_bytes()).doubles, [0.1]);
    let fixed = Definition { decimals: 4, ..column(t::FLOAT) };
    assert_eq!(binary_of(fixed, &mysql2(), &1.234_6_f32.to_le_bytes()).doubles, [1.2346]);
}

#[test]
fn decimals_are_text_or_numbers_as_the_driver_says() {
    assert_eq!(latin1(&text_of(column(t::NEWDECIMAL), &mysql2(), "12.500")), "12.500");
    assert_eq!(text_of(column(t::NEWDECIMAL), &connector(), "12.500").doubles, [12.5]);
}

#[test]
fn dates_are_moments_of_the_zone() {
    let mut options = mysql2();
    options.zone = Zone::parse("+02:00");
    let ms = 1_577_934_245_678.0 - 7_200_000.0;
    assert_eq!(text_of(column(t::DATETIME), &options, "2020-01-02 03:04:05.678912").doubles, [ms]);
    let bytes = [11, 0xe4, 7, 1, 2, 3, 4, 5, 0x00, 0x5c, 0x0a, 0x00];
    let civil = Civil::read(&mut Reader::new(&bytes)).unwrap();
    assert_eq!(civil.micros, 678_912);
    assert_eq!(binary_of(column(t::DATETIME), &options, &bytes).doubles, [ms]);
    // TIMESTAMP follows the driver's own option.
    assert_eq!(
        text_of(column(t::TIMESTAMP), &options, "2020-01-02 03:04:05.678").doubles,
        [1_577_934_245_678.0]
    );
}

#[test]
fn dates_without_time_and_times_are_text() {
    for options in [mysql2(), connector()] {
        assert_eq!(latin1(&text_of(column(t::DATE), &options, "2020-01-02")), "2020-01-02");
        assert_eq!(latin1(&binary_of(column(t::DATE), &options, &[4, 0xe4, 7, 1, 2])), "2020-01-02");
        assert_eq!(latin1(&binary_of(column(t::DATE), &options, &[0])), "0000-00-00");
        let time = Definition { decimals: 0, ..column(t::TIME) };
        let bytes = [8, 1, 0, 0, 0, 0, 12, 34, 56];
        assert_eq!(latin1(&binary_of(time, &options, &bytes)), "-12:34:56");
    }
}

#[test]
fn the_zero_date_is_null_only_where_the_connector_reads_it() {
    let zero = "0000-00-00 00:00:00";
    assert!(text_of(column(t::TIMESTAMP), &mysql2(), zero).doubles[0].is_nan());
    assert_eq!(text_of(column(t::TIMESTAMP), &connector(), zero).words, [4]);
    assert!(text_of(column(t::DATETIME), &connector(), zero).doubles[0].is_nan());
}

#[test]
fn date_strings_count_for_what_v6_does_not_parse() {
    let strings = DateStrings { date: true, datetime: true, timestamp: true };
    let options = MysqlOptions { date_strings: strings, ..mysql2() };
    assert_eq!(
        latin1(&text_of(column(t::TIMESTAMP), &options, "2020-01-02 03:04:05")),
        "2020-01-02 03:04:05"
    );
    assert_eq!(text_of(column(t::DATETIME), &options, "2020-01-02 03:04:05").doubles.len(), 1);
    let options = MysqlOptions { own_casts: true, ..options };
    let bytes = [7, 0xe4, 7, 1, 2, 3, 4, 5];
    let column = Definition { decimals: 3, ..column(t::DATETIME) };
    assert_eq!(latin1(&binary_of(column, &options, &bytes)), "2020-01-02 03:04:05.000");
}

#[test]
fn bytes_text_json_and_sets_are_told_apart() {
    let blob = Definition { is_binary: true, ..column(t::BLOB) };
    assert_eq!(text_of(blob, &mysql2(), "ab").bytes, b"ab");
    assert_eq!(latin1(&text_of(column(t::BLOB), &mysql2(), "ab")), "ab");
    let json = Definition { is_json: true, ..column(t::BLOB) };
    let text = text_of(json.clone(), &connector(), r#"{"a":"é😀"}"#);
    assert_eq!((text.words[0] & 7, latin1(&text)), (7, r#"{"a":"\u00e9\ud83d\ude00"}"#));
    assert_eq!(text_of(json, &mysql2(), "{}").words[0] & 7, 1);
    assert_eq!(text_of(column(t::JSON), &mysql2(), "{}").words[0] & 7, 7);
    let set = Definition { is_set: true, ..column(t::STRING) };
    assert_eq!(latin1(&text_of(set.clone(), &connector(), "a,b\"")), r#"["a","b\""]"#);
    assert_eq!(latin1(&text_of(set.clone(), &connector(), "")), "[]");
    assert_eq!(latin1(&text_of(set, &mysql2(), "a,b")), "a,b");
}

#[test]
fn geometries_are_geo_json_and_empty_ones_null() {
    assert_eq!(text_of(column(t::GEOMETRY), &mysql2(), "").words, [4]);
    assert_eq!(text_of(column(t::GEOMETRY), &mysql2(), "no geometry").bytes, b"no geometry");
}

#[test]
fn rows_that_end_early_are_malformed() {
    let mut packet = Vec::new();
    put_length(&mut packet, 5);
    let decoder = decoder(column(t::BLOB), &mysql2());
    assert_eq!(decoder.push_text_row(&mut RowSlice::default(), &packet), Err(Unreadable::Malformed));
    assert_eq!(decoder.push_binary_row(&mut RowSlice::default(), &[0]), Err(Unreadable::Malformed));
}

#[test]
fn a_function_of_the_users_gets_the_text_of_either_protocol() {
    let options = MysqlOptions { casts_by_user: true, ..mysql2() };
    let same = |column: Definition, text: &str, binary: &[u8]| {
        assert_eq!(text_of(column.clone(), &options, text).bytes, text.as_bytes());
        assert_eq!(binary_of(column, &options, binary).bytes, text.as_bytes());
    };
    same(column(t::TINY), "-5", &[251]);
    same(column(t::LONGLONG), "-7", &(-7_i64).to_le_bytes());
    same(column(t::FLOAT), "0.1", &0.1_f32.to_le_bytes());
    same(column(t::DOUBLE), "1.5", &1.5_f64.to_le_bytes());
    let date = Definition { decimals: 3, ..column(t::DATETIME) };
    same(date, "2020-01-02 03:04:05.000", &[7, 0xe4, 7, 1, 2, 3, 4, 5]);
    same(column(t::DATE), "2020-01-02", &[4, 0xe4, 7, 1, 2]);
    same(column(t::VAR_STRING), "ab", &[2, b'a', b'b']);
    let shape = decoder(Definition { is_binary: true, ..column(t::TINY) }, &options).shape;
    assert_eq!(shape.columns[0].base_type(), "TINY:10:B:74:63");
}
