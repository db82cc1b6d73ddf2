//! Longer statements kept as `.sql` files beside their dialect.

/// Fills a template. A line break with its indentation stands for one space; `{name}` is replaced by the slot of that
/// name, which must be SQL already. A brace without a slot stays.
pub fn fill(template: &str, slots: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 64);
    for (index, line) in template.lines().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        fill_line(&mut out, line.trim(), slots);
    }
    out
}

fn fill_line(out: &mut String, line: &str, slots: &[(&str, &str)]) {
    let mut rest = line;
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let slot = rest.find('}').and_then(|end| {
            let found = slots.iter().find(|(name, _)| *name == &rest[1..end])?;
            Some((found.1, end + 1))
        });
        match slot {
            Some((sql, end)) => {
                out.push_str(sql);
                rest = &rest[end..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn slots_are_filled_once_and_lines_joined() {
        let slots = [("table", "'{name}'"), ("name", "no")];
        assert_eq!(fill("SELECT {\n  x }\nFROM {table}{end};", &slots), "SELECT { x } FROM '{name}'{end};");
    }
}
