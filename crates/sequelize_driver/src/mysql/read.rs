//! Options of a connection, from the object that `facade/dialects/mysql/connection-options.ts` makes of the
//! configuration and of `dialectOptions`. Names and defaults are those of mysql2 and of mariadb's connector; what is not
//! known here is refused by its name, unless it is switched off.

use std::time::Duration;

use sequelize_types::error::{ConnectCause, DatabaseFailure};
use sequelize_types::{Error, Result, Value};

use super::options::{BigNumbers, DateStrings, Flavor, MysqlOptions};
use super::zone::Zone;
use crate::tls::TlsOptions;

/// Read below, or by the facade.
const KNOWN: [&str; 32] = [
    "host",
    "port",
    "user",
    "password",
    "database",
    "zone",
    "sessionZone",
    "timezone",
    "socketPath",
    "connectTimeout",
    "ssl",
    "charset",
    "collate",
    "collation",
    "multipleStatements",
    "dateStrings",
    "supportBigNumbers",
    "bigNumberStrings",
    "supportBigInt",
    "decimalNumbers",
    "typeCast",
    "castsByUser",
    "flags",
    "foundRows",
    "autoJsonMap",
    "initSql",
    "sessionVariables",
    "queryTimeout",
    "checkDuplicate",
    "enableKeepAlive",
    "keepAliveInitialDelay",
    "keepAliveDelay",
];

/// Change nothing here: statements are answered in order, nothing is sent in bulk, and traces are always told.
const WITHOUT_EFFECT: [&str; 9] = [
    "trace",
    "insecureAuth",
    "pipelining",
    "bulk",
    "allowPublicKeyRetrieval",
    "skipSetTimezone",
    "maxPreparedStatements",
    "debugLen",
    "stringifyObjects",
];

impl MysqlOptions {
    /// # Errors
    /// An option that is not there, or has a value that means nothing.
    pub fn read(flavor: Flavor, value: &Value) -> Result<Self> {
        refuse_unknown(value)?;
        let mut options = Self::new(flavor);
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        options.host = text("host").filter(|host| !host.is_empty()).unwrap_or(options.host);
        options.port = read_port(value)?.unwrap_or(options.port);
        options.socket_path = text("socketPath").filter(|path| !path.is_empty());
        options.user = text("user").unwrap_or_default();
        options.password = text("password").unwrap_or_default();
        options.database = text("database").filter(|database| !database.is_empty());
        options.zone = text("zone").map_or(options.zone, |name| Zone::parse(&name));
        options.driver_zone = text("timezone").map_or(options.zone, |name| Zone::parse(&name));
        if let Some(limit) = milliseconds(value, "connectTimeout") {
            options.connect_timeout = limit;
        }
        options.multiple_statements = flag(value, "multipleStatements", false);
        options.found_rows = flag(value, "foundRows", false) || flags_ask_for_found_rows(value)?;
        options.date_strings = read_date_strings(value);
        options.decimal_numbers = flag(value, "decimalNumbers", options.decimal_numbers);
        if flavor == Flavor::Connector && flag(value, "bigNumberStrings", false) {
            // The connector's rule for decimals, too.
            options.decimal_numbers = false;
        }
        options.big_numbers = read_big_numbers(flavor, value);
        options.parses_json = flag(value, "autoJsonMap", true);
        options.own_casts = value.get("typeCast").is_some_and(|given| !given.is_nullish());
        options.casts_by_user = flag(value, "castsByUser", false);
        options.checks_duplicates = flavor == Flavor::Connector && flag(value, "checkDuplicate", true);
        options.asks_for_key = flavor == Flavor::Mysql2 || flag(value, "allowPublicKeyRetrieval", false);
        options.tls = match value.get("ssl") {
            None => None,
            Some(ssl) if !ssl.is_truthy() => None,
            Some(Value::Text(profile)) => {
                return Err(Error::unsupported(
                    format!("The TLS profile {profile} (dialectOptions.ssl)"),
                    None,
                ));
            }
            Some(ssl) => Some(TlsOptions::read(ssl)?),
        };
        let delay = milliseconds(value, "keepAliveInitialDelay").or(milliseconds(value, "keepAliveDelay"));
        options.keep_alive = delay.filter(|delay| !delay.is_zero());
        options.init = read_init(flavor, value)?;
        Ok(options)
    }
}

fn refuse_unknown(value: &Value) -> Result<()> {
    for (name, given) in value.as_object().into_iter().flat_map(|object| object.names()) {
        let is_known = KNOWN.contains(&name) || WITHOUT_EFFECT.contains(&name);
        if !is_known && given.is_truthy() {
            return Err(Error::unsupported(format!("dialectOptions.{name}"), None));
        }
    }
    match value.get("typeCast") {
        Some(Value::Bool(false)) => Err(Error::unsupported("dialectOptions.typeCast: false", None)),
        _ => Ok(()),
    }
}

fn read_port(value: &Value) -> Result<Option<u16>> {
    let given = match value.get("port") {
        None | Some(Value::Undefined | Value::Null) => return Ok(None),
        Some(Value::Text(text)) if text.is_empty() => return Ok(None),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Text(text)) => text.clone(),
        Some(other) => format!("{other:?}"),
    };
    given.parse().map(Some).map_err(|_| {
        // Node's words, and v6's class.
        let message = format!("Port should be >= 0 and < 65536. Received {given}.");
        let code = "ERR_SOCKET_BAD_PORT".to_owned();
        Error::connecting(ConnectCause::Other, DatabaseFailure { message, code, ..Default::default() })
    })
}

/// mysql2's `flags`: a list, or a text with commas. Only the one that changes results can be changed.
fn flags_ask_for_found_rows(value: &Value) -> Result<bool> {
    let list: Vec<String> = match value.get("flags") {
        None | Some(Value::Undefined | Value::Null) => return Ok(false),
        Some(Value::Text(text)) => text.split(',').map(|flag| flag.trim().to_uppercase()).collect(),
        Some(Value::Array(items)) => {
            items.iter().filter_map(Value::as_str).map(|flag| flag.trim().to_uppercase()).collect()
        }
        Some(_) => return Err(Error::unsupported("dialectOptions.flags of this kind", None)),
    };
    let mut is_asked = true;
    for flag in list.iter().filter(|flag| !flag.is_empty()) {
        match flag.as_str() {
            "-FOUND_ROWS" => is_asked = false,
            "FOUND_ROWS" | "+FOUND_ROWS" => {}
            other => return Err(Error::unsupported(format!("dialectOptions.flags: {other}"), None)),
        }
    }
    // Without v6's own `-FOUND_ROWS` mysql2 counts the rows it found.
    Ok(is_asked)
}

fn read_date_strings(value: &Value) -> DateStrings {
    match value.get("dateStrings") {
        Some(Value::Array(items)) => {
            let has = |name| items.iter().any(|item| item.as_str() == Some(name));
            DateStrings { date: has("DATE"), datetime: has("DATETIME"), timestamp: has("TIMESTAMP") }
        }
        Some(given) if given.is_truthy() => DateStrings { date: true, datetime: true, timestamp: true },
        _ => DateStrings::default(),
    }
}

fn read_big_numbers(flavor: Flavor, value: &Value) -> BigNumbers {
    let (supported, strings) =
        (flag(value, "supportBigNumbers", true), flag(value, "bigNumberStrings", false));
    match flavor {
        Flavor::Connector if flag(value, "supportBigInt", false) => BigNumbers::BigInts,
        Flavor::Connector if supported || strings => BigNumbers::TextIfLarge,
        Flavor::Mysql2 if supported && strings => BigNumbers::Text,
        Flavor::Mysql2 if supported => BigNumbers::TextIfLarge,
        _ => BigNumbers::Numbers,
    }
}

/// What the session begins with, in the order of v6 and its drivers.
fn read_init(flavor: Flavor, value: &Value) -> Result<Vec<String>> {
    let mut init = Vec::new();
    let collation = value.get("collation").or(value.get("collate")).and_then(Value::as_str);
    if let Some(statement) = names_of(value.get("charset").and_then(Value::as_str), collation)? {
        init.push(statement);
    }
    if let Some(variables) = value.get("sessionVariables").and_then(Value::as_object) {
        for (name, given) in variables.names() {
            init.push(session_variable(name, given)?);
        }
    }
    match value.get("initSql") {
        Some(Value::Text(text)) => init.push(text.clone()),
        Some(Value::Array(items)) => init.extend(items.iter().filter_map(Value::as_str).map(str::to_owned)),
        _ => {}
    }
    if let Some(limit) = milliseconds(value, "queryTimeout").filter(|limit| !limit.is_zero()) {
        if flavor == Flavor::Mysql2 {
            return Err(Error::unsupported("dialectOptions.queryTimeout", None));
        }
        init.push(format!("SET SESSION max_statement_time = {}", limit.as_secs_f64()));
    }
    if let Some(name) = value.get("sessionZone").and_then(Value::as_str) {
        init.push(format!("SET time_zone = '{}'", Zone::parse(name).offset_now()));
    }
    Ok(init)
}

fn session_variable(name: &str, given: &Value) -> Result<String> {
    let name = word("sessionVariables", name)?;
    let setting = match given {
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => u8::from(*flag).to_string(),
        // Quotes are doubled; a backslash is one whatever the sql_mode says.
        Value::Text(text) if !text.contains('\\') => format!("'{}'", text.replace('\'', "''")),
        _ => {
            let option = format!("dialectOptions.sessionVariables.{name} of this kind");
            return Err(Error::unsupported(option, None));
        }
    };
    Ok(format!("SET SESSION {name} = {setting}"))
}

/// The connection always speaks UTF-8; a character set of another kind is what literals are converted to.
fn names_of(charset: Option<&str>, collation: Option<&str>) -> Result<Option<String>> {
    // mysql2 takes the name of a collation as a character set, too.
    let (charset, collation) = match (charset, collation) {
        (Some(name), None) if is_collation(name) => (name.split('_').next(), Some(name)),
        given => given,
    };
    let charset = match (charset, collation) {
        (None, None) => return Ok(None),
        (Some(charset), _) => word("charset", charset)?,
        (None, Some(collation)) => word("collate", collation.split('_').next().unwrap_or_default())?,
    };
    let collation = collation.map(|name| word("collate", name)).transpose()?;
    let is_utf8 = charset.to_ascii_lowercase().starts_with("utf8");
    Ok(Some(match (is_utf8, collation) {
        (true, None) => format!("SET NAMES {charset}"),
        (true, Some(collation)) => format!("SET NAMES {charset} COLLATE {collation}"),
        (false, None) => format!("SET character_set_connection = {charset}"),
        (false, Some(collation)) => format!("SET collation_connection = {collation}"),
    }))
}

fn is_collation(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains('_') && ["_ci", "_cs", "_bin", "_as"].iter().any(|end| name.ends_with(end))
}

/// A name that stands in a statement as it is.
fn word<'a>(option: &str, name: &'a str) -> Result<&'a str> {
    if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return Ok(name);
    }
    Err(Error::plain(format!("dialectOptions.{option} must be a name, not {name}")))
}

fn milliseconds(value: &Value, name: &str) -> Option<Duration> {
    match value.get(name) {
        Some(Value::Number(number)) if *number >= 0.0 => {
            Some(Duration::from_millis(number.min(3.2e12) as u64))
        }
        _ => None,
    }
}

fn flag(value: &Value, name: &str, default: bool) -> bool {
    match value.get(name) {
        None | Some(Value::Undefined | Value::Null) => default,
        Some(given) => given.is_truthy(),
    }
}

#[cfg(test)]
mod tests {
    use sequelize_types::Object;

    use super::*;

    fn read(flavor: Flavor, given: Object) -> Result<MysqlOptions> {
        MysqlOptions::read(flavor, &given.into())
    }

    #[test]
    fn options_that_are_not_there_are_named() {
        let refused = read(Flavor::Mysql2, Object::new().with("compress", Value::Bool(true))).unwrap_err();
        assert_eq!(refused.message, "dialectOptions.compress is not supported yet.");
        assert!(read(Flavor::Mysql2, Object::new().with("compress", Value::Bool(false))).is_ok());
        let flags = Object::new().with("flags", "-FOUND_ROWS,COMPRESS".into());
        assert!(read(Flavor::Mysql2, flags).unwrap_err().message.contains("COMPRESS"));
    }

    #[test]
    fn a_charset_never_changes_how_texts_travel() {
        let init = |given| read(Flavor::Mysql2, given).unwrap().init;
        assert_eq!(init(Object::new().with("charset", "utf8mb4".into())), ["SET NAMES utf8mb4"]);
        assert_eq!(
            init(Object::new().with("charset", "utf8mb4_bin".into())),
            ["SET NAMES utf8mb4 COLLATE utf8mb4_bin"]
        );
        assert_eq!(
            init(Object::new().with("charset", "latin1".into())),
            ["SET character_set_connection = latin1"]
        );
        assert!(read(Flavor::Mysql2, Object::new().with("charset", "utf8; DROP".into())).is_err());
    }

    #[test]
    fn sessions_begin_as_those_of_the_drivers() {
        let given = Object::new()
            .with("initSql", Value::Array(vec!["SET @a = 1".into()]))
            .with("sessionVariables", Object::new().with("wait_timeout", Value::Number(5.0)).into())
            .with("sessionZone", "+02:00".into());
        assert_eq!(
            read(Flavor::Connector, given).unwrap().init,
            ["SET SESSION wait_timeout = 5", "SET @a = 1", "SET time_zone = '+02:00'"]
        );
    }

    #[test]
    fn found_rows_are_counted_only_if_asked_for() {
        assert!(!read(Flavor::Mysql2, Object::new()).unwrap().found_rows);
        assert!(!read(Flavor::Mysql2, Object::new().with("flags", "-FOUND_ROWS".into())).unwrap().found_rows);
        assert!(read(Flavor::Mysql2, Object::new().with("flags", "".into())).unwrap().found_rows);
        assert!(
            read(Flavor::Connector, Object::new().with("foundRows", Value::Bool(true))).unwrap().found_rows
        );
    }
}
