//! Which columns of a result belong to which level.

use std::collections::HashSet;
use std::ops::Range;

use sequelize_driver::Shape;

use super::{Nesting, Tree};

/// What makes two rows of a level the same one, below the same parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identity {
    EveryRow,
    /// Equal values of these columns. `None` is a column that was not read.
    Columns(Vec<Option<usize>>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Number of the level above; its own for the first.
    pub parent: usize,
    /// Its columns, in the order of the result.
    pub columns: Vec<Range<usize>>,
    pub identity: Identity,
    /// The column that is null where there is no related record.
    pub primary: Option<usize>,
    pub is_single: bool,
}

/// Outer levels come first, so that a parent's row always comes before those of its children.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    pub levels: Vec<Level>,
    pub columns: usize,
}

/// Columns that share a path.
struct Group<'a> {
    path: &'a str,
    columns: Vec<usize>,
    properties: Vec<&'a str>,
}

impl Layout {
    /// `None` where v6 does something that is not nesting, as with columns of no include, or where JavaScript would
    /// read the columns in another order. Such rows are left to the facade, as they are.
    pub fn of(nesting: &Nesting, shape: &Shape) -> Option<Self> {
        let names: Vec<&str> = shape.columns.iter().map(|column| column.name.as_str()).collect();
        let is_plain = |name: &&str| !name.split('.').any(|part| part == "__proto__") && !is_index(name);
        if names.is_empty() || !names.iter().all(is_plain) || has_repeats(&names) {
            return None;
        }
        match nesting {
            Nesting::Joined { root, repeats } => Self::of_join(root, *repeats, &names, shape),
            Nesting::Grouped { column } => {
                let key = names.iter().position(|name| name == column)?;
                let first = Level {
                    parent: 0,
                    columns: Vec::new(),
                    identity: identity(vec![Some(key)], shape)?,
                    primary: None,
                    is_single: false,
                };
                let every: Vec<usize> = (0..names.len()).collect();
                let rows = Level { columns: ranges(&every), identity: Identity::EveryRow, ..first.clone() };
                Some(Self { levels: vec![first, rows], columns: names.len() })
            }
        }
    }

    fn of_join(root: &Tree, repeats: bool, names: &[&str], shape: &Shape) -> Option<Self> {
        let groups = groups(names);
        if groups.first()?.path.is_empty() && has_repeats(&groups.iter().map(|g| g.path).collect::<Vec<_>>())
        {
            return None;
        }
        let mut levels = Vec::with_capacity(groups.len());
        for (number, group) in groups.iter().enumerate() {
            let (parent, tree) = match split(group.path) {
                _ if number == 0 && group.path.is_empty() => (0, root),
                // A level that nothing was read of is lost to v6, with everything below it.
                Some((above, name)) => {
                    let parent = groups[..number].iter().position(|other| other.path == above)?;
                    // A column and a relation of one name overwrite each other.
                    if groups[parent].properties.contains(&name) {
                        return None;
                    }
                    (parent, find(root, group.path)?)
                }
                None => return None,
            };
            if has_repeats(&group.properties) {
                return None;
            }
            let column = |name: &String| {
                group.properties.iter().position(|property| property == name).map(|at| group.columns[at])
            };
            let keys = tree.keys.iter().map(column).collect();
            levels.push(Level {
                parent,
                columns: ranges(&group.columns),
                identity: if repeats { identity(keys, shape)? } else { Identity::EveryRow },
                primary: tree.primary.as_ref().and_then(column),
                is_single: tree.is_single,
            });
        }
        Some(Self { levels, columns: names.len() })
    }
}

/// v6 compares dates by their text in JavaScript, which has no milliseconds.
fn identity(columns: Vec<Option<usize>>, shape: &Shape) -> Option<Identity> {
    let is_date = |column: &Option<usize>| {
        column.is_some_and(|column| shape.holds_date.get(column).copied().unwrap_or_default())
    };
    if columns.iter().any(is_date) { None } else { Some(Identity::Columns(columns)) }
}

/// Runs of columns of one path after sorting them by depth.
fn groups<'a>(names: &[&'a str]) -> Vec<Group<'a>> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|column| names[*column].matches('.').count());
    let mut groups: Vec<Group<'a>> = Vec::new();
    for column in order {
        let (path, property) = names[column].rsplit_once('.').unwrap_or(("", names[column]));
        match groups.last_mut() {
            Some(group) if group.path == path => {
                group.columns.push(column);
                group.properties.push(property);
            }
            _ => groups.push(Group { path, columns: vec![column], properties: vec![property] }),
        }
    }
    groups
}

/// The path above and the last part.
fn split(path: &str) -> Option<(&str, &str)> {
    if path.is_empty() { None } else { Some(path.rsplit_once('.').unwrap_or(("", path))) }
}

fn find<'a>(root: &'a Tree, path: &str) -> Option<&'a Tree> {
    path.split('.').try_fold(root, |tree, part| {
        tree.children.iter().find(|(name, _)| name == part).map(|(_, child)| child)
    })
}

/// Columns in rising order as ranges.
fn ranges(columns: &[usize]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for column in columns {
        match ranges.last_mut() {
            Some(range) if range.end == *column => range.end += 1,
            _ => ranges.push(*column..column + 1),
        }
    }
    ranges
}

fn has_repeats(names: &[&str]) -> bool {
    let mut seen = HashSet::with_capacity(names.len());
    !names.iter().all(|name| seen.insert(*name))
}

/// Objects list such names first, whatever their order.
fn is_index(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())
}
