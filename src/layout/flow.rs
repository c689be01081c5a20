//! Fills pages with slabs: what stays together, what moves on, what repeats.

use super::pages::{Bookmark, Item, Page, Sequence, Tag};
use std::rc::Rc;

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

/// Share of a page below which its content counts as a remainder.
const REMAINDER: f32 = 0.3;
/// Distances between slabs that are tried to save a page, as shares of the normal ones.
const TIGHTER: [f32; 4] = [1.0, 0.85, 0.7, 0.55];
/// How far a page may be filled below its frame to save another page, in points.
const DEEPER: f32 = 12.0;
/// Part of columns that a page must have room for before they start on it, in points.
const START_OF_COLUMNS: f32 = 120.0;

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

/// The part of each page that slabs fill.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

impl Frame {
    /// Height in points.
    pub(super) fn height(self) -> f32 {
        self.bottom - self.top
    }
}

/// Pages with their bookmarks.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub(super) pages: Vec<Page>,
    pub(super) bookmarks: Vec<Bookmark>,
}

/// Fills as many pages as the slabs need; at least one.
pub(super) fn fill(slabs: Vec<Slab>, frame: Frame) -> Filled {
    let mut filler = Filler::new(frame);
    for (index, section) in sections(slabs).into_iter().enumerate() {
        if index > 0 {
            filler.new_page();
        }
        let (section, frame) = tightened(section, frame);
        filler.frame = frame;
        filler.flow(section);
    }
    filler.out
}

/// The slabs between page breaks.
fn sections(slabs: Vec<Slab>) -> Vec<Vec<Slab>> {
    let mut sections = Vec::new();
    let mut section = Vec::new();
    for slab in slabs {
        let ends = slab.joint == Joint::Break;
        section.push(slab);
        if ends {
            sections.push(std::mem::take(&mut section));
        }
    }
    if !section.is_empty() {
        sections.push(section);
    }
    sections
}

/// A section whose last page would hold little more than a remainder, set a little tighter where
/// that saves the page.
fn tightened(section: Vec<Slab>, frame: Frame) -> (Vec<Slab>, Frame) {
    let filled = |scale: f32, frame: Frame| {
        let mut trial = Filler::new(frame);
        trial.flow(section.iter().map(|slab| slab.skeleton(scale)).collect());
        (trial.page, trial.y)
    };
    let (last, y) = filled(1.0, frame);
    if last == 0 || y - frame.top > frame.height() * REMAINDER {
        return (section, frame);
    }
    let deeper = Frame { bottom: frame.bottom + DEEPER, ..frame };
    let scale = TIGHTER.into_iter().find(|scale| filled(*scale, deeper).0 < last);
    match scale {
        Some(scale) => (section.into_iter().map(|slab| slab.spaced(scale)).collect(), deeper),
        None => (section, frame),
    }
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
    fn skeleton(&self, scale: f32) -> Self {
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
    fn spaced(mut self, scale: f32) -> Self {
        self.before *= scale;
        self.after *= scale;
        for (_, column) in &mut self.columns {
            *column = std::mem::take(column).into_iter().map(|slab| slab.spaced(scale)).collect();
        }
        self
    }

    /// Height that the current page must have left for it.
    fn least(&self) -> f32 {
        if self.columns.is_empty() { self.height } else { self.height.min(START_OF_COLUMNS) }
    }

    /// Takes over another slab's marks, moved.
    pub(super) fn absorb(&mut self, slab: Self, (dx, dy): (f32, f32)) {
        self.pieces.extend(slab.pieces.into_iter().map(|piece| shifted(piece, (dx, dy))));
        self.bookmarks
            .extend(slab.bookmarks.into_iter().map(|mark| Bookmark { y: mark.y + dy, ..mark }));
    }
}

fn shifted(mut piece: Sequence, (dx, dy): (f32, f32)) -> Sequence {
    piece.items.iter_mut().for_each(|item| item.shift(dx, dy));
    piece
}

struct Filler {
    frame: Frame,
    /// Page that is being filled; others may exist behind it while columns flow.
    page: usize,
    /// Where the last slab ended.
    y: f32,
    /// Distance that the last slab wants below itself; `None` at the top of a page.
    after: Option<f32>,
    out: Filled,
}

impl Filler {
    fn new(frame: Frame) -> Self {
        let out = Filled { pages: vec![Page::default()], bookmarks: Vec::new() };
        Self { frame, page: 0, y: frame.top, after: None, out }
    }

    fn flow(&mut self, slabs: Vec<Slab>) {
        let mut group = Vec::new();
        for slab in slabs {
            let joint = slab.joint;
            group.push(slab);
            if joint != Joint::Keep {
                self.place_group(std::mem::take(&mut group));
            }
        }
        self.place_group(group);
    }

    fn place_group(&mut self, group: Vec<Slab>) {
        if self.after.is_some() && self.y + self.height_of(&group) > self.frame.bottom {
            self.new_page();
        }
        for slab in group {
            let below = self.y + self.gap(&slab) + slab.least();
            if self.after.is_some() && below > self.frame.bottom {
                self.new_page();
            }
            if slab.columns.is_empty() {
                self.place(slab);
            } else {
                self.place_columns(slab);
            }
        }
    }

    /// Fills each column from the same height on; what follows stands below the longest.
    fn place_columns(&mut self, slab: Slab) {
        let start = (self.page, self.y + self.gap(&slab));
        let left = self.frame.left;
        let above = self.after.map(|_| 0.0);
        let mut end = start;
        for (x, mut column) in slab.columns {
            (self.page, self.y) = start;
            self.after = above;
            if let Some(first) = column.first_mut() {
                first.before = 0.0;
            }
            self.frame.left = left + x;
            self.flow(column);
            if self.page > end.0 || (self.page == end.0 && self.y > end.1) {
                end = (self.page, self.y);
            }
        }
        (self.page, self.y) = end;
        self.frame.left = left;
        self.after = Some(slab.after);
    }

    fn gap(&self, slab: &Slab) -> f32 {
        self.after.map_or(0.0, |after| after.max(slab.before))
    }

    fn height_of(&self, group: &[Slab]) -> f32 {
        let mut height = 0.0;
        let mut after = self.after;
        for slab in group {
            height += after.map_or(0.0, |above| above.max(slab.before)) + slab.least();
            after = Some(slab.after);
        }
        height
    }

    fn new_page(&mut self) {
        self.page += 1;
        if self.page == self.out.pages.len() {
            self.out.pages.push(Page::default());
        }
        self.y = self.frame.top;
        self.after = None;
    }

    fn place(&mut self, slab: Slab) {
        if let (None, Some(head)) = (self.after, &slab.repeat) {
            self.paint(Sequence { tag: Tag::Artifact, items: head.items.clone() });
            self.y += head.height;
        } else {
            self.y += self.gap(&slab);
        }
        for piece in slab.pieces {
            self.paint(piece);
        }
        let (page, y) = (self.page, self.y);
        self.out.bookmarks.extend(slab.bookmarks.into_iter().map(|mark| Bookmark {
            page,
            y: mark.y + y,
            ..mark
        }));
        self.y += slab.height;
        self.after = Some(slab.after);
    }

    /// Adds marks to the page; neighbours of the same node become one sequence.
    fn paint(&mut self, piece: Sequence) {
        let piece = shifted(piece, (self.frame.left, self.y));
        let Some(page) = self.out.pages.get_mut(self.page) else { return };
        match page.sequences.last_mut() {
            Some(last) if last.tag == piece.tag => last.items.extend(piece.items),
            _ if piece.items.is_empty() => {}
            _ => page.sequences.push(piece),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { left: 0.0, top: 0.0, bottom: 100.0 };

    fn slab(height: f32, joint: Joint) -> Slab {
        Slab { height, joint, ..Slab::default() }
    }

    fn pages(slabs: Vec<Slab>) -> usize {
        fill(slabs, FRAME).pages.len()
    }

    #[test]
    fn no_slabs_make_one_empty_page() {
        assert_eq!(pages(Vec::new()), 1);
    }

    #[test]
    fn kept_slabs_move_on_together() {
        let marked = |height, joint| Slab {
            bookmarks: vec![Bookmark { level: 1, title: String::new(), page: 0, y: 0.0 }],
            ..slab(height, joint)
        };
        let slabs =
            vec![slab(70.0, Joint::Free), marked(20.0, Joint::Keep), marked(20.0, Joint::Free)];
        let filled = fill(slabs, FRAME);
        assert!(filled.bookmarks.iter().all(|mark| mark.page == 1));
    }

    #[test]
    fn a_group_taller_than_a_page_is_cut_between_slabs() {
        assert_eq!(pages(vec![slab(40.0, Joint::Keep); 7]), 4);
    }

    #[test]
    fn breaks_at_the_end_add_no_page() {
        assert_eq!(pages(vec![slab(10.0, Joint::Break)]), 1);
        assert_eq!(pages(vec![slab(10.0, Joint::Break), slab(10.0, Joint::Free)]), 2);
    }

    #[test]
    fn a_small_remainder_is_drawn_back_by_tighter_distances() {
        let spaced = || Slab { before: 20.0, ..slab(40.0, Joint::Free) };
        assert_eq!(pages(vec![spaced(), spaced()]), 1);
        assert_eq!(pages(vec![slab(60.0, Joint::Free), slab(60.0, Joint::Free)]), 2);
        let close = || Slab { before: 30.0, ..slab(22.0, Joint::Free) };
        assert_eq!(pages(vec![close(), close(), close()]), 1);
    }

    #[test]
    fn tall_columns_flow_side_by_side() {
        let column = |count| vec![slab(30.0, Joint::Free); count];
        let columns = vec![(0.0, column(2)), (50.0, column(5))];
        let flowing = Slab { height: 150.0, columns, ..Slab::default() };
        let mut filler = Filler::new(FRAME);
        filler.flow(vec![slab(10.0, Joint::Free), flowing, slab(10.0, Joint::Free)]);
        assert_eq!((filler.page, filler.out.pages.len()), (1, 2));
        assert_eq!(filler.y, 70.0);
    }

    #[test]
    fn distances_collapse_and_vanish_at_the_top() {
        let spaced = || Slab { before: 10.0, after: 30.0, ..slab(10.0, Joint::Free) };
        assert_eq!(stack(vec![spaced(), spaced()]).height, 50.0);
    }
}
