//! Nesting of random results beside a naive one that puts v6's keys together as strings.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use sequelize_driver::{Column, Completion, RowSlice, Shape, ShapeTable, Summary};
use sequelize_types::Error;

use super::{Layout, Nester, Nesting, Tree, completion, nest_now};

fn shape(names: &[&str]) -> Arc<Shape> {
    let column = |name: &&str| Column {
        name: (*name).into(),
        declared_type: String::new(),
        origin: String::new(),
        table: String::new(),
    };
    ShapeTable::default().intern(names.iter().map(column).collect())
}

#[derive(Debug, Clone, PartialEq)]
enum Cell {
    Null,
    Integer(i64),
    Double(f64),
    Text(String),
    Bytes(Vec<u8>),
}

fn slice(shape: &Arc<Shape>, rows: &[Vec<Cell>]) -> RowSlice {
    let mut slice = RowSlice { shape: Some(Arc::clone(shape)), ..RowSlice::default() };
    for row in rows {
        for cell in row {
            match cell {
                Cell::Null => slice.push_null(),
                Cell::Integer(number) => slice.push_integer(*number),
                Cell::Double(number) => slice.push_double(*number),
                Cell::Text(text) => slice.push_text(text.as_bytes()).unwrap(),
                Cell::Bytes(bytes) => slice.push_bytes(bytes).unwrap(),
            }
        }
        slice.rows += 1;
    }
    slice
}

/// A row as it came out: parent's word, cells as text.
type Row = (i32, Vec<String>);

/// Reads nested slices as JavaScript does.
fn read(layout: &Layout, slices: &[RowSlice]) -> Vec<Vec<Row>> {
    let mut levels = vec![Vec::new(); layout.levels.len()];
    for slice in slices {
        assert!(slice.is_nested);
        let mut words = slice.words.iter().copied();
        let (mut double, mut latin1, mut utf16, mut bytes) = (0, 0, 0, 0);
        while let Some(level) = words.next() {
            let count = words.next().unwrap() as usize;
            let parents: Vec<i32> =
                if level == 0 { vec![0; count] } else { words.by_ref().take(count).collect() };
            let width = layout.levels[level as usize].columns.iter().map(ExactSizeIterator::len).sum();
            for parent in parents {
                let cells = words.by_ref().take(width).collect::<Vec<_>>().into_iter().map(|word| {
                    let length = (word >> 3) as usize;
                    match word & 7 {
                        0 => (word >> 3).to_string(),
                        1 => {
                            latin1 += length;
                            slice.latin1[latin1 - length..latin1].iter().map(|b| char::from(*b)).collect()
                        }
                        2 => {
                            utf16 += length;
                            String::from_utf16(&slice.utf16[utf16 - length..utf16]).unwrap()
                        }
                        3 => {
                            double += 1;
                            slice.doubles[double - 1].to_string()
                        }
                        5 => {
                            bytes += length;
                            format!("{:?}", &slice.bytes[bytes - length..bytes])
                        }
                        _ => "null".to_owned(),
                    }
                });
                let cells = cells.collect();
                levels[level as usize].push((parent, cells));
            }
        }
        assert_eq!(
            (double, latin1, utf16, bytes),
            (slice.doubles.len(), slice.latin1.len(), slice.utf16.len(), slice.bytes.len())
        );
    }
    levels
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Null => "null".into(),
        Cell::Integer(number) => number.to_string(),
        Cell::Double(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
        Cell::Bytes(bytes) => format!("{bytes:?}"),
    }
}

/// What comes out at the end: a record and what hangs below it.
#[derive(Debug, Default, PartialEq)]
struct Record {
    cells: Vec<String>,
    /// By level: `None` for no record; lists of records.
    children: Vec<(usize, Option<Vec<Record>>)>,
}

/// Trees of the levels' rows, as JavaScript hangs them.
fn trees(layout: &Layout, levels: &[Vec<Row>]) -> Vec<Record> {
    fn record(layout: &Layout, levels: &[Vec<Row>], level: usize, number: usize) -> Record {
        let below = (1..layout.levels.len()).filter(|child| layout.levels[*child].parent == level);
        let children = below.map(|child| {
            let mut own =
                levels[child].iter().enumerate().filter(|(_, (word, _))| (word >> 1) as usize == number);
            if layout.levels[child].is_single {
                let last = own.next_back().filter(|(_, (word, _))| word & 1 == 0);
                (child, last.map(|(index, _)| vec![record(layout, levels, child, index)]))
            } else {
                (child, Some(own.map(|(index, _)| record(layout, levels, child, index)).collect()))
            }
        });
        Record { cells: levels[level][number].1.clone(), children: children.collect() }
    }
    (0..levels[0].len()).map(|number| record(layout, levels, 0, number)).collect()
}

/// v6's way: every row to every level under a key of strings, then empty relations for first records without a key.
fn naive(layout: &Layout, keys: &[Vec<usize>], repeats: bool, rows: &[Vec<Cell>]) -> Vec<Record> {
    struct Entry<'a> {
        row: &'a [Cell],
        children: HashMap<usize, Vec<String>>,
    }
    let mut entries: HashMap<String, Entry<'_>> = HashMap::new();
    let mut roots = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let mut hashes: Vec<String> = Vec::new();
        for (level, plan) in layout.levels.iter().enumerate() {
            let own: String = keys[level].iter().map(|column| shown(&row[*column])).collect();
            let own = if repeats { own } else { format!("row {number}") };
            let hash = if level == 0 { own } else { format!("{}/{level}:{own}", hashes[plan.parent]) };
            hashes.push(hash.clone());
            if entries.contains_key(&hash) {
                continue;
            }
            entries.insert(hash.clone(), Entry { row, children: HashMap::new() });
            if level == 0 {
                roots.push(hash);
            } else if let Some(parent) = entries.get_mut(&hashes[plan.parent]) {
                parent.children.entry(level).or_default().push(hash);
            }
        }
    }
    fn record(layout: &Layout, entries: &HashMap<String, Entry<'_>>, level: usize, hash: &str) -> Record {
        let entry = &entries[hash];
        let plan = &layout.levels[level];
        let cells = plan.columns.iter().flat_map(|range| entry.row[range.clone()].iter().map(shown));
        let below = (1..layout.levels.len()).filter(|child| layout.levels[*child].parent == level);
        let children = below.map(|child| {
            let plan = &layout.levels[child];
            let own = &entry.children[&child];
            let of = |hash: &String| record(layout, entries, child, hash);
            let is_null =
                |hash: &String| plan.primary.is_some_and(|column| entries[hash].row[column] == Cell::Null);
            if plan.is_single {
                let last = own.last().filter(|hash| !is_null(hash));
                (child, last.map(|hash| vec![of(hash)]))
            } else if is_null(&own[0]) {
                (child, Some(Vec::new()))
            } else {
                (child, Some(own.iter().map(of).collect()))
            }
        });
        Record { cells: cells.collect(), children: children.collect() }
    }
    roots.iter().map(|hash| record(layout, &entries, 0, hash)).collect()
}

const NAMES: [&str; 11] = [
    "id",
    "name",
    "posts.id",
    "posts.name",
    "posts.tags.id",
    "posts.tags.key",
    "posts.tags.link.a",
    "author.id",
    "author.code",
    "author.desk.id",
    "author.desk.name",
]; // a tree of three levels, with relations to one and to many

fn tree(is_single: [bool; 5], has_keys: bool) -> Tree {
    let level = |is_single, keys: &[&str], children: Vec<(String, Tree)>| Tree {
        keys: keys.iter().map(|key| (*key).to_owned()).collect(),
        primary: keys.first().map(|key| (*key).to_owned()),
        is_single,
        children,
    };
    let link = level(is_single[0], &[], vec![]);
    let tags = level(is_single[1], if has_keys { &["id", "key"] } else { &[] }, vec![("link".into(), link)]);
    let posts = level(is_single[2], &["id"], vec![("tags".into(), tags)]);
    let desk = level(is_single[3], &["id"], vec![]);
    let author = level(is_single[4], &["id"], vec![("desk".into(), desk)]);
    level(false, &["id"], vec![("posts".into(), posts), ("author".into(), author)])
}

/// The columns of each level's key, in the order of the levels.
fn key_columns(layout: &Layout) -> Vec<Vec<usize>> {
    let columns = |level: &super::layout::Level| match &level.identity {
        super::layout::Identity::Columns(columns) => columns.iter().flatten().copied().collect(),
        super::layout::Identity::EveryRow => Vec::new(),
    };
    layout.levels.iter().map(columns).collect()
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        2 => Just(Cell::Null),
        6 => (0i64..3).prop_map(Cell::Integer),
        1 => Just(Cell::Integer(5_000_000_000)),
        1 => Just(Cell::Double(0.5)),
        1 => "[ab]{0,2}".prop_map(Cell::Text),
        1 => Just(Cell::Text("é€".into())),
        1 => Just(Cell::Text("é".into())),
        1 => Just(Cell::Bytes(vec![1, 255])),
    ]
}

proptest! {
    #[test]
    fn nests_as_the_naive_way_does(
        rows in prop::collection::vec(prop::collection::vec(cell(), NAMES.len()), 0..40),
        is_single in any::<[bool; 5]>(),
        has_keys in any::<bool>(),
        repeats in any::<bool>(),
        per_slice in 1usize..10,
        bound in any::<bool>(),
    ) {
        let shape = shape(&NAMES);
        // Without repeats nothing is to many.
        let is_single = if repeats { is_single } else { [true; 5] };
        let nesting = Nesting::Joined { root: tree(is_single, has_keys), repeats };
        let layout = Layout::of(&nesting, &shape).unwrap();
        let mut nester = Nester::new(layout.clone(), Arc::clone(&shape));
        let mut out = Vec::new();
        for part in rows.chunks(per_slice) {
            nester.add_whole(&slice(&shape, part));
            if bound {
                out.push(nester.take());
            }
        }
        out.push(nester.take());
        let keys = key_columns(&layout);
        prop_assert_eq!(
            trees(&layout, &read(&layout, &out)),
            naive(&layout, &keys, repeats, &rows)
        );
    }

    #[test]
    fn any_words_are_taken_without_a_panic(words in prop::collection::vec(any::<i32>(), 0..60), rows in 0u32..12) {
        let shape = shape(&NAMES[..4]);
        let root = tree([false; 5], true);
        let layout = Layout::of(&Nesting::Joined { root, repeats: true }, &shape).unwrap();
        let mut nester = Nester::new(layout, Arc::clone(&shape));
        nester.add_whole(&RowSlice { words, rows, latin1: b"abc".to_vec(), ..RowSlice::default() });
        nester.take();
    }
}

fn joined(names: &[&str], root: Tree) -> Option<Layout> {
    Layout::of(&Nesting::Joined { root, repeats: true }, &shape(names))
}

#[test]
fn rows_cross_once_per_record() {
    let names = ["id", "name", "posts.id", "posts.body", "tags.id"];
    let many = |name: &str| {
        (name.to_owned(), Tree { keys: vec!["id".into()], primary: Some("id".into()), ..Tree::default() })
    };
    let root =
        Tree { keys: vec!["id".into()], children: vec![many("posts"), many("tags")], ..Tree::default() };
    let shape = shape(&names);
    let mut rows = Vec::new();
    for post in 0..100 {
        for tag in 0..100 {
            rows.push(vec![
                Cell::Integer(1),
                Cell::Text("Ann".into()),
                Cell::Integer(post),
                Cell::Text("text".into()),
                Cell::Integer(tag),
            ]);
        }
    }
    let mut rows = slice(&shape, &rows);
    nest_now(Some(&Nesting::Joined { root, repeats: true }), &mut rows);
    assert_eq!(rows.rows, 1 + 100 + 100);
    assert_eq!(rows.words.len(), 3 * 2 + 2 + 100 * (1 + 2) + 100 * (1 + 1));
    assert_eq!(rows.latin1.len(), 3 + 100 * 4);
}

#[test]
fn keys_are_compared_by_their_text() {
    let shape = shape(&["a", "b"]);
    let root = Tree { keys: vec!["a".into(), "b".into()], ..Tree::default() };
    let mut rows = slice(
        &shape,
        &[
            vec![Cell::Integer(1), Cell::Integer(11)],
            // v6 puts the parts of a key together without anything between.
            vec![Cell::Integer(11), Cell::Integer(1)],
            vec![Cell::Text("11".into()), Cell::Text("1".into())],
            vec![Cell::Integer(1), Cell::Text("2".into())],
            vec![Cell::Double(0.5), Cell::Null],
            vec![Cell::Text("0.5null".into()), Cell::Text(String::new())],
        ],
    );
    nest_now(Some(&Nesting::Joined { root, repeats: true }), &mut rows);
    assert_eq!(rows.rows, 3);
}

#[test]
fn groups_rows_by_a_column() {
    let shape = shape(&["id", "userId"]);
    let row = |id, user| vec![Cell::Integer(id), Cell::Integer(user)];
    let mut rows = slice(&shape, &[row(1, 7), row(2, 8), row(3, 7)]);
    let nesting = Nesting::Grouped { column: "userId".into() };
    nest_now(Some(&nesting), &mut rows);
    let layout = Layout::of(&nesting, &shape).unwrap();
    let levels = read(&layout, &[rows]);
    let texts = |row: &[&str]| row.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    assert_eq!(levels[0], [(0, texts(&[])), (0, texts(&[]))]);
    assert_eq!(levels[1], [(0, texts(&["1", "7"])), (2, texts(&["2", "8"])), (0, texts(&["3", "7"]))]);
}

#[test]
fn what_is_no_tree_is_left_alone() {
    let one = |name: &str, children| (name.to_owned(), Tree { children, ..Tree::default() });
    let root = || Tree { children: vec![one("posts", vec![one("tags", vec![])])], ..Tree::default() };
    assert!(joined(&["id", "posts.id", "posts.tags.id"], root()).is_some());
    for names in [
        &["id", "comments.id"][..],       // no such include
        &["id", "posts.tags.id"],         // nothing was read of the level between
        &["posts.id"],                    // nor of the statement's own
        &["id", "id"],                    // of equal names the last one counts
        &["id", "posts", "posts.id"],     // a column that is overwritten
        &["0", "id", "posts.id"],         // objects list it first
        &["id", "__proto__", "posts.id"], // nobody's own property
        &["id", "posts.id", "posts.__proto__"],
    ] {
        assert_eq!(joined(names, root()), None, "{names:?}");
    }
}

#[test]
fn slices_stay_within_their_bounds() {
    let shape = shape(&["id", "text"]);
    let root = Tree { keys: vec!["id".into()], ..Tree::default() };
    let layout = Layout::of(&Nesting::Joined { root, repeats: true }, &shape).unwrap();
    let mut nester = Nester::new(layout, Arc::clone(&shape));
    let mut sizes = Vec::new();
    for first in 0i64..20 {
        let row = |id: i64| vec![Cell::Integer(first * 1000 + id), Cell::Text("x".repeat(20))];
        let rows = slice(&shape, &(0..1000).map(row).collect::<Vec<_>>());
        assert!(nester.add(&rows, |slice| {
            sizes.push((slice.words.len(), slice.latin1.len()));
            true
        }));
    }
    assert_eq!(
        nester.take().rows as usize + sizes.iter().map(|(words, _)| (words - 2) / 2).sum::<usize>(),
        20_000
    );
    assert!(sizes.iter().all(|(words, text)| *words < 9000 && *text < 66_000), "{sizes:?}");
    let rows = slice(&shape, &[vec![Cell::Integer(-1), Cell::Text("x".repeat(70_000))]]);
    assert!(!nester.add(&rows, |_| false), "goes on although nobody wants the rest");
}

/// Whether each slice was nested, and its rows; at the end whether it went well.
type Log = Arc<Mutex<Vec<(bool, u32)>>>;

struct Recorder(Log);

impl Completion for Recorder {
    fn rows(&mut self, rows: RowSlice) -> bool {
        self.0.lock().unwrap().push((rows.is_nested, rows.rows));
        true
    }

    fn is_behind(&self) -> bool {
        true
    }

    fn done(mut self: Box<Self>, result: Result<(RowSlice, Summary), Error>) {
        match result {
            Ok((rows, _)) => self.rows(rows),
            Err(_) => self.rows(RowSlice { rows: u32::MAX, ..RowSlice::default() }),
        };
    }
}

#[test]
fn stands_between_a_connection_and_its_receiver() {
    let names = ["id", "name"];
    let table = ShapeTable::default();
    let column = |name: &str| Column {
        name: name.into(),
        declared_type: String::new(),
        origin: String::new(),
        table: String::new(),
    };
    let own = table.intern(names.iter().map(|name| column(name)).collect());
    let other = table.intern(vec![column("count")]);
    let rows = || slice(&own, &[vec![Cell::Integer(1), Cell::Null], vec![Cell::Integer(1), Cell::Null]]);
    let others = || slice(&other, &[vec![Cell::Integer(9)]]);
    let root = Tree { keys: vec!["id".into()], ..Tree::default() };
    let nesting = Nesting::Joined { root, repeats: true };
    let run = |parts: Vec<RowSlice>, last: Option<RowSlice>| {
        let log = Log::default();
        let mut through = completion(Some(nesting.clone()), Box::new(Recorder(Arc::clone(&log))));
        assert!(through.is_behind());
        for part in parts {
            assert!(through.rows(part));
        }
        through.done(match last {
            Some(rows) => Ok((rows, Summary::default())),
            None => Err(Error::plain("no")),
        });
        Arc::try_unwrap(log).unwrap().into_inner().unwrap()
    };

    let nothing = RowSlice::default;
    assert_eq!(run(vec![], Some(rows())), [(true, 1)]);
    assert_eq!(run(vec![rows(), rows()], Some(nothing())), [(true, 1)]);
    assert_eq!(run(vec![nothing()], Some(rows())), [(false, 0), (true, 1)]);
    assert_eq!(run(vec![], Some(nothing())), [(false, 0)]);
    // A text with several results: the second one has no part in the trees.
    assert_eq!(run(vec![rows()], Some(others())), [(true, 1), (false, 1)]);
    assert_eq!(run(vec![rows(), others()], Some(rows())), [(false, 1), (true, 1)]);
    assert_eq!(run(vec![rows()], None), [(false, u32::MAX)]);
}
