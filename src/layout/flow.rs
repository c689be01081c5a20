//! Fills pages with slabs: what stays together, what moves on, what repeats.

use super::pages::{Bookmark, Page, Sequence, Tag};
use super::slab::{Joint, Slab, shifted};

/// Share of a page below which its content counts as a remainder.
const REMAINDER: f32 = 0.33;
/// Share of a page above which no further section starts on it.
const HALF: f32 = 0.5;
/// Distance between the end of a section and one that starts on the same page, in points.
const BETWEEN_SECTIONS: f32 = 48.0;
/// Distances between slabs that are tried to save a page, as shares of the normal ones.
const TIGHTER: [f32; 4] = [1.0, 0.85, 0.7, 0.55];
/// How far a page may be filled below its frame to save another page, in points.
const DEEPER: f32 = 12.0;
/// Heights that are tried to leave more for a last page, as shares of the frame's.
const SHORTER: [f32; 6] = [0.95, 0.9, 0.85, 0.8, 0.75, 0.7];

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
///
/// A section starts a page, but where the one before it leaves half a page or more and it has room
/// there as a whole.
pub(super) fn fill(slabs: Vec<Slab>, frame: Frame) -> Filled {
    let mut filler = Filler::new(frame);
    for (index, mut section) in sections(slabs).into_iter().enumerate() {
        if index > 0 && filler.has_room(&section, frame) {
            if let Some(first) = section.first_mut() {
                first.before = first.before.max(BETWEEN_SECTIONS);
            }
            filler.frame = frame;
            filler.flow(section);
            continue;
        }
        if index > 0 {
            filler.new_page();
        }
        let (section, frame) = fitted(section, frame);
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

/// A section whose last page would be half-empty: set a little tighter where that saves the page.
/// Where it would hold little more than a remainder, the pages before it are cut shorter, so that the
/// last one holds more.
fn fitted(section: Vec<Slab>, frame: Frame) -> (Vec<Slab>, Frame) {
    let (last, y) = end(&section, 1.0, frame);
    let holds_less = |y: f32, share: f32| y - frame.top < frame.height() * share;
    let is_remainder = |y: f32| holds_less(y, REMAINDER);
    if last == 0 || !holds_less(y, HALF) {
        return (section, frame);
    }
    let deeper = Frame { bottom: frame.bottom + DEEPER, ..frame };
    let scale = TIGHTER.into_iter().find(|scale| end(&section, *scale, deeper).0 < last);
    if let Some(scale) = scale {
        return (section.into_iter().map(|slab| slab.spaced(scale)).collect(), deeper);
    }
    if !is_remainder(y) {
        return (section, frame);
    }
    let cut = SHORTER
        .into_iter()
        .map(|share| Frame { bottom: frame.top + frame.height() * share, ..frame })
        .find(|shorter| {
            let (page, y) = end(&section, 1.0, *shorter);
            page == last && !is_remainder(y)
        });
    (section, cut.unwrap_or(frame))
}

/// The pages that a section takes, where the last one holds less than half a page: a smaller type
/// may save it.
pub(super) fn spills(section: &[Slab], frame: Frame) -> Option<usize> {
    let (last, y) = end(section, 1.0, frame);
    (last > 0 && y - frame.top < frame.height() * HALF).then_some(last)
}

/// Whether a section takes fewer pages than this, at the tightest distances that [`fill`] tries.
pub(super) fn fits_in(section: &[Slab], pages: usize, frame: Frame) -> bool {
    let deeper = Frame { bottom: frame.bottom + DEEPER, ..frame };
    let tightest = TIGHTER.last().copied().unwrap_or(1.0);
    end(section, tightest, deeper).0 < pages
}

/// The page, and the height on it, where a section would end that starts a page.
fn end(section: &[Slab], scale: f32, frame: Frame) -> (usize, f32) {
    let mut trial = Filler::new(frame);
    trial.flow(section.iter().map(|slab| slab.skeleton(scale)).collect());
    (trial.page, trial.y)
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

    /// Whether a section may follow on the page that is being filled.
    fn has_room(&self, section: &[Slab], frame: Frame) -> bool {
        let (pages, bottom) = end(section, 1.0, frame);
        let used = self.y - frame.top;
        used < frame.height() * HALF
            && pages == 0
            && used + BETWEEN_SECTIONS + bottom - frame.top <= frame.height()
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
            vec![slab(80.0, Joint::Free), marked(20.0, Joint::Keep), marked(20.0, Joint::Free)];
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
        assert_eq!(pages(vec![slab(60.0, Joint::Break), slab(10.0, Joint::Free)]), 2);
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
    fn a_remainder_that_stays_takes_over_from_the_page_before() {
        let mut slabs = vec![slab(20.0, Joint::Free); 6];
        let filled = fitted(slabs.clone(), FRAME);
        assert_eq!(end(&filled.0, 1.0, filled.1), (1, 40.0));
        slabs.truncate(5);
        assert_eq!(end(&slabs, 1.0, FRAME), (0, 100.0));
    }

    #[test]
    fn a_short_section_follows_where_it_has_room_as_a_whole() {
        let short = |height, joint| slab(height, joint);
        assert_eq!(pages(vec![short(20.0, Joint::Break), short(30.0, Joint::Free)]), 1);
        assert_eq!(pages(vec![short(20.0, Joint::Break), short(40.0, Joint::Free)]), 2);
        assert_eq!(pages(vec![short(60.0, Joint::Break), short(1.0, Joint::Free)]), 2);
    }

    #[test]
    fn tall_columns_flow_side_by_side() {
        let column = |count| vec![slab(30.0, Joint::Free); count];
        let columns = vec![(0.0, column(2)), (50.0, column(12))];
        let flowing = Slab { height: 360.0, columns, ..Slab::default() };
        let mut filler = Filler::new(Frame { bottom: 300.0, ..FRAME });
        filler.flow(vec![slab(10.0, Joint::Free), flowing, slab(10.0, Joint::Free)]);
        assert_eq!((filler.page, filler.out.pages.len()), (1, 2));
        assert_eq!(filler.y, 100.0);
    }
}
