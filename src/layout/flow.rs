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

/// The part of each page that slabs fill.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

/// Pages with their bookmarks.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub(super) pages: Vec<Page>,
    pub(super) bookmarks: Vec<Bookmark>,
}

/// Fills as many pages as the slabs need; at least one.
pub(super) fn fill(slabs: Vec<Slab>, frame: Frame) -> Filled {
    let mut filler = Filler { frame, y: frame.top, after: None, out: Filled::default() };
    filler.out.pages.push(Page::default());
    let mut rest = slabs.into_iter().peekable();
    while rest.peek().is_some() {
        let mut group = Vec::new();
        for slab in rest.by_ref() {
            let joint = slab.joint;
            group.push(slab);
            if joint != Joint::Keep {
                break;
            }
        }
        filler.place_group(group, rest.peek().is_some());
    }
    filler.out
}

/// Sets slabs below each other into one that is never cut.
pub(super) fn stack(slabs: Vec<Slab>) -> Slab {
    let mut whole = Slab::default();
    let mut after = None;
    for slab in slabs {
        let top = whole.height + after.map_or(0.0, |above: f32| above.max(slab.before));
        whole.height = top + slab.height;
        after = Some(slab.after);
        whole.absorb(slab, (0.0, top));
    }
    whole
}

impl Slab {
    /// A slab with one sequence.
    pub(super) fn of(height: f32, tag: Tag, items: Vec<Item>) -> Self {
        Self { height, pieces: vec![Sequence { tag, items }], ..Self::default() }
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
    /// Where the last slab ended.
    y: f32,
    /// Distance that the last slab wants below itself; `None` at the top of a page.
    after: Option<f32>,
    out: Filled,
}

impl Filler {
    fn place_group(&mut self, group: Vec<Slab>, more_follows: bool) {
        if self.after.is_some() && self.y + self.height_of(&group) > self.frame.bottom {
            self.new_page();
        }
        let breaks = group.last().is_some_and(|slab| slab.joint == Joint::Break);
        for slab in group {
            let below = self.y + self.gap(&slab) + slab.height;
            if self.after.is_some() && below > self.frame.bottom {
                self.new_page();
            }
            self.place(slab);
        }
        if breaks && more_follows {
            self.new_page();
        }
    }

    fn gap(&self, slab: &Slab) -> f32 {
        self.after.map_or(0.0, |after| after.max(slab.before))
    }

    fn height_of(&self, group: &[Slab]) -> f32 {
        let mut height = 0.0;
        let mut after = self.after;
        for slab in group {
            height += after.map_or(0.0, |above| above.max(slab.before)) + slab.height;
            after = Some(slab.after);
        }
        height
    }

    fn new_page(&mut self) {
        self.out.pages.push(Page::default());
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
        let page = self.out.pages.len().saturating_sub(1);
        let y = self.y;
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
        let Some(page) = self.out.pages.last_mut() else { return };
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
    fn distances_collapse_and_vanish_at_the_top() {
        let spaced = || Slab { before: 10.0, after: 30.0, ..slab(10.0, Joint::Free) };
        assert_eq!(stack(vec![spaced(), spaced()]).height, 50.0);
    }
}
