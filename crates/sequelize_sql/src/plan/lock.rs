//! Row locks.

use sequelize_types::Value;

use crate::Compiler;
use crate::ast::Lock;
use crate::ast::select::LockClause;

/// `lock: true | 'UPDATE' | 'SHARE' | … | { level, of }`. Dialects without row locks leave it out, as v6 does.
pub fn plan<'a>(compiler: &Compiler, lock: &'a Value, skip_locked: bool) -> Option<Lock<'a>> {
    let supports = compiler.dialect().supports();
    if !supports.lock || !lock.is_truthy() {
        return None;
    }
    let level = match lock {
        Value::Object(object) => object.get("level").and_then(Value::as_str),
        other => other.as_str(),
    };
    let clause = match level {
        Some("KEY SHARE") if supports.lock_key => LockClause::KeyShare,
        Some("NO KEY UPDATE") if supports.lock_key => LockClause::NoKeyUpdate,
        Some("SHARE") => LockClause::Share,
        _ => LockClause::Update,
    };
    let of = match lock.get("of") {
        Some(Value::Model(model)) if supports.lock_of => Some(model.name.as_str()),
        _ => None,
    };
    Some(Lock { clause, of, skip_locked: skip_locked && supports.skip_locked })
}
