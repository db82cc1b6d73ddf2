//! Texts already written, by the bytes of their requests. A program asks for few different statements with equal
//! values (a default scope, a subquery, a page of a list), and finding one is cheaper than reading the request.

use std::collections::HashMap;
use std::rc::Rc;

/// Requests beyond this are not worth keeping.
const LONGEST_REQUEST: usize = 2048;
/// When this many are kept, all are dropped: simpler than an order of use, and as good for a handful of texts.
const MOST: usize = 512;

/// How requests begin whose text depends on nothing but the request: models named in it never change, since a model
/// that does gets another number.
const PURE: [&[u8]; 2] = [b"\x19\x0bselectQuery", b"\x19\x0awhereQuery"];

#[derive(Default)]
pub struct Memo {
    texts: HashMap<Box<[u8]>, Rc<str>>,
}

impl Memo {
    pub fn get(&self, request: &[u8]) -> Option<Rc<str>> {
        self.texts.get(request).cloned()
    }

    /// Whether the text of such a request may be kept.
    pub fn accepts(request: &[u8]) -> bool {
        request.len() <= LONGEST_REQUEST && PURE.iter().any(|start| request.starts_with(start))
    }

    pub fn keep(&mut self, request: &[u8], text: &str) {
        if self.texts.len() >= MOST {
            self.texts.clear();
        }
        self.texts.insert(request.into(), text.into());
    }
}
