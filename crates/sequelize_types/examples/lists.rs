//! Prints the lists that JavaScript needs too, as one JSON object, for `npm run generate`.

use sequelize_types::Op;
use sequelize_types::hook::HOOKS;
use serde_json::json;

fn main() {
    let hooks: Vec<_> = HOOKS
        .iter()
        .map(|hook| {
            json!({
                "name": hook.name,
                "params": hook.params,
                "isSync": hook.is_sync,
                "isSequelizeOnly": hook.is_sequelize_only,
                "isOnInstance": hook.is_on_instance,
                "proxiesTo": hook.proxies_to,
            })
        })
        .collect();
    let operators: Vec<_> = Op::ALL.iter().map(|op| op.name()).collect();
    println!("{}", json!({ "hooks": hooks, "operators": operators }));
}
