//! The strips that pages are filled with, and how they are joined.

use super::pages::{Bookmark, Item, Sequence, Tag};
use std::rc::Rc;

/// Part of columns that a page must have room for before they start on it, in points.
const START_OF_COLUMNS: f32 = 120.0;

/// A strip of the text's width that is never cut. Its marks stand relative to its top left corner.
#[derive(Debug, Clone, Default)]
pub(super) struct Slab {
    /// Height in points.
    pub(super) height: f32,
    /// Least distance to the slab above, except at the top of a page.
    pub(super) before: f32,
    /// Least distance to the slab below.
    pub(super) after: f32,
    /// What is below.
    pub(super) joint: Joint,
    /// What is painted.
    pub(super) pieces: Vec<Sequence>,
    /// Bookmarks; their page is still 0 and their y counts from the slab's top.
    pub(super) bookmarks: Vec<Bookmark>,
    /// Head to paint above when the slab comes to stand at the top of a page.
    pub(super) repeat: Option<Rc<RepeatedHead>>,
    /// Columns too tall to move as one: they flow over pages side by side. Each has its left edge.
    pub(super) columns: Vec<(f32, Vec<Slab>)>,
}

/// How a slab holds on to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Joint {
    /// A page may end here.
    #[default]
    Free,
    /// Stays with the next slab where a page has room for both.
    Keep,
    /// A page ends here.
    Break,
}

/// A table's head, repeated on each page that the table continues on.
#[derive(Debug, Clone, Default)]
pub(super) struct RepeatedHead {
    pub(super) height: f32,
    pub(super) items: Vec<Item>,
}

/// Sets slabs below each other into one that is never cut.
pub(super) fn stack(slabs: Vec<Slab>) -> Slab {
    let mut whole = Slab::default();
    let mut after = None;
    for slab in slabs {
        let slab = slab.settled();
        let top = whole.height + after.map_or(0.0, |above: f32| above.max(slab.before));
        whole.height = top + slab.height;
        after = Some(slab.after);
        whole.absorb(slab, (0.0, top));
    }
    whole
}

/// Columns side by side in one slab.
pub(super) fn beside(columns: Vec<(f32, Vec<Slab>)>) -> Slab {
    let mut whole = Slab::default();
    for (left, column) in columns {
        let column = stack(column);
        whole.height = whole.height.max(column.height);
        whole.absorb(column, (left, 0.0));
    }
    whole
}

/// Slabs in which flowing columns come one after the other, each at its own edge: where they stand
/// in a box that is cut by a page.
pub(super) fn below_each_other(slabs: Vec<Slab>) -> Vec<Slab> {
    let mut out = Vec::new();
    for slab in slabs {
        if slab.columns.is_empty() {
            out.push(slab);
            continue;
        }
        for (left, column) in slab.columns {
            for inner in below_each_other(column) {
                let mut moved = Slab { pieces: Vec::new(), bookmarks: Vec::new(), ..inner.clone() };
                moved.absorb(inner, (left, 0.0));
                out.push(moved);
            }
        }
    }
    out
}

impl Slab {
    /// The slab with its columns, if any, in one piece.
    fn settled(self) -> Self {
        if self.columns.is_empty() {
            return self;
        }
        let (before, after) = (self.before, self.after);
        Self { before, after, joint: self.joint, ..beside(self.columns) }
    }

    /// A slab with one sequence.
    pub(super) fn of(height: f32, tag: Tag, items: Vec<Item>) -> Self {
        Self { height, pieces: vec![Sequence { tag, items }], ..Self::default() }
    }

    /// The slab without its marks, its distances scaled: enough to see where it would stand.
    pub(super) fn skeleton(&self, scale: f32) -> Self {
        let columns = self.columns.iter().map(|(left, column)| {
            (*left, column.iter().map(|slab| slab.skeleton(scale)).collect())
        });
        Self {
            height: self.height,
            before: self.before * scale,
            after: self.after * scale,
            joint: self.joint,
            repeat: self.repeat.clone(),
            columns: columns.collect(),
            ..Self::default()
        }
    }

    /// The slab with its distances scaled.
    pub(super) fn spaced(mut self, scale: f32) -> Self {
        self.before *= scale;
        self.after *= scale;
        for (_, column) in &mut self.columns {
            *column = std::mem::take(column).into_iter().map(|slab| slab.spaced(scale)).collect();
        }
        self
    }

    /// Height that the current page must have left for it.
    pub(super) fn least(&self) -> f32 {
        if self.columns.is_empty() { self.height } else { self.height.min(START_OF_COLUMNS) }
    }

    /// Takes over another slab's marks, moved.
    pub(super) fn absorb(&mut self, slab: Self, (dx, dy): (f32, f32)) {
        self.pieces.extend(slab.pieces.into_iter().map(|piece| shifted(piece, (dx, dy))));
        self.bookmarks
            .extend(slab.bookmarks.into_iter().map(|mark| Bookmark { y: mark.y + dy, ..mark }));
    }
}

/// Marks moved by a distance.
pub(super) fn shifted(mut piece: Sequence, (dx, dy): (f32, f32)) -> Sequence {
    piece.items.iter_mut().for_each(|item| item.shift(dx, dy));
    piece
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_collapse_and_vanish_at_the_top() {
        let spaced = || Slab { before: 10.0, after: 30.0, height: 10.0, ..Slab::default() };
        assert_eq!(stack(vec![spaced(), spaced()]).height, 50.0);
    }
}
