//! What may be shown of a panel on one competency, so that no small group can be read off or
//! computed.
//!
//! # The rule
//!
//! A *leaf* is the set of ratings of one named subject on one competency by one rater group. A leaf
//! of peers, reports or others (the *protected* groups) with fewer than `min_group` people is
//! withheld; manager, board and self stand at one. People are counted, not rows: two rows of one
//! respondent are one person.
//!
//! # Why nothing withheld can be computed from what is shown
//!
//! 1. A withheld leaf enters no number at all: not the competency score, the number of raters, the
//!    group means, the interval, the agreement, the items, the role score, or the headline that
//!    pools several holders.
//! 2. Every other linear number is made of whole leaves. Role scores and the groups' role
//!    composites are weighted means of *shown competency means*, never of raters' own composites:
//!    raters differ in which competencies they rated, and the difference between the two ways of
//!    averaging would give the score of the one rater who skipped a competency. The interval of a
//!    role comes from raters' composites, but is centred on the role score, so that its middle
//!    tells nothing new.
//! 3. Whatever is combined from such numbers gives every rating of a leaf the same coefficient. It
//!    speaks of all of a leaf or none of it, so of at least `min_group` people.
//! 4. Items and importance cut across leaves: raters who skipped an item, or gave no importance,
//!    form classes within a leaf, and sums over items against sums of rater means tell the classes
//!    apart. They are shown only when every class of protected raters has `min_group` people
//!    ([`Cell::importance_may_show`], [`Cell::may_show`]). A score without flagged responses tells
//!    flagged raters from others, and follows the same rule with more than one on each side
//!    ([`Cell::may_leave_out`]); how many are flagged is then told as well, and only then.
//!
//! For the function as a whole everybody is pooled, small groups included, so the complement
//! matters: groups are shown only when every protected group on that competency has `min_group`
//! people, else none is, because pooled minus shown would be the small one. For the same reason the
//! rule `by_group` falls back to the pooled mean there, and items and importance are not shown when
//! a class consists of members of small groups alone. Everything else about a function is pooled.
//!
//! Statistics over several targets ([`crate::analysis`]) are made of the same leaves. Those that are
//! linear over items, importance or complete raters leave out the targets where the classes are too
//! small, so that they add nothing to what the targets show.
//!
//! Comments follow the leaf or, for a function, the number of people in it.
//!
//! What this does not promise: standard deviations, intervals and agreement are not linear, and
//! narrow down which answers (not whose) a small pool can have given, as any published spread does.
//! A member of a group of three can subtract the own answer and is left with the sum of two.
//! `tests/it/anonymity.rs` computes the rank argument from the printed numbers alone.

use super::panel::{Panel, Protection, people};
use super::rating::Rating;
use crate::questionnaire::OthersRule;
use crate::responses::RaterGroup;
use std::collections::{BTreeMap, BTreeSet};

/// The ratings on one competency that may enter results.
#[derive(Debug, Clone)]
pub(super) struct Cell<'a> {
    /// Ratings behind the score.
    pub(super) behind: Vec<Rating<'a>>,
    /// The same by group, for the groups that may be shown.
    pub(super) groups: BTreeMap<RaterGroup, Vec<Rating<'a>>>,
    /// Groups that were there and are not shown.
    pub(super) withheld: Vec<RaterGroup>,
    protection: Protection,
    min_group: usize,
    /// Protected groups behind the score that are too small to stand alone.
    small: BTreeSet<RaterGroup>,
}

/// Screens the non-self ratings of a panel.
pub(super) fn screen<'a>(panel: &Panel<'a>, others: Vec<Rating<'a>>, min_group: usize) -> Cell<'a> {
    match panel.protection {
        Protection::Function => function_cell(others, min_group),
        Protection::Named => named_cell(others, min_group),
    }
}

/// Self-ratings, which nothing protects.
pub(super) fn unscreened(own: Vec<Rating<'_>>, min_group: usize) -> Cell<'_> {
    Cell {
        behind: own,
        groups: BTreeMap::new(),
        withheld: Vec::new(),
        protection: Protection::Function,
        min_group,
        small: BTreeSet::new(),
    }
}

/// Whether small numbers of a group must not be shown: peers, reports and others, whose candour
/// depends on it.
pub fn protected(group: RaterGroup) -> bool {
    matches!(group, RaterGroup::Peer | RaterGroup::Report | RaterGroup::Other)
}

impl<'a> Cell<'a> {
    /// Whether importance ratings may be shown beside the score.
    pub(super) fn importance_may_show(&self, competency: &str) -> bool {
        self.classes_are_safe(|rating| rating.row.importance.contains_key(competency))
    }

    /// Whether items, or scores without some raters, may be shown beside the score. `class` tells
    /// apart raters whom these numbers and those shown already tell apart.
    pub(super) fn may_show<K: Ord>(&self, class: impl Fn(&Rating<'_>) -> K) -> bool {
        self.classes_are_safe(class)
    }

    /// Whether a score without some raters, those whom `left_out` picks, may be shown beside the
    /// score with them. Of the function, two or more must be on each side and no small group may
    /// hide in the pool, unless those left out are enough for one; of named people each protected
    /// group needs as many on each side as may be shown. `class` tells apart raters whom these
    /// numbers and those shown already tell apart.
    pub(super) fn may_leave_out<K: Ord>(
        &self,
        left_out: impl Fn(&Rating<'_>) -> bool,
        class: impl Fn(&Rating<'_>) -> K,
    ) -> bool {
        let (out, kept): (Vec<Rating<'_>>, Vec<Rating<'_>>) =
            self.behind.iter().partition(|rating| left_out(rating));
        let (out, kept) = (raters(&out), raters(&kept));
        let least = match self.protection {
            Protection::Function if self.small.is_empty() => 2,
            Protection::Function | Protection::Named => self.min_group,
        };
        out >= least && kept >= least && self.may_show(class)
    }

    /// The ratings as the pooling rule takes them: one pool, or one per group. Where small groups
    /// are hidden in the pool it stays one, since the mean of group means beside pooled items would
    /// give them away.
    pub(super) fn pools(&self, rule: OthersRule) -> Vec<Vec<Rating<'a>>> {
        match rule {
            OthersRule::ByGroup if self.small.is_empty() => {
                by_group(&self.behind).into_values().collect()
            }
            OthersRule::ByGroup | OthersRule::Pooled => vec![self.behind.clone()],
        }
    }

    /// Whether the pool holds groups that are too small to be told apart.
    pub(super) fn hides_small_groups(&self) -> bool {
        !self.small.is_empty()
    }

    fn classes_are_safe<K: Ord>(&self, class: impl Fn(&Rating<'_>) -> K) -> bool {
        match self.protection {
            Protection::Function => self.no_class_is_small_groups_alone(class),
            Protection::Named => self.every_class_is_large(class),
        }
    }

    fn no_class_is_small_groups_alone<K: Ord>(&self, class: impl Fn(&Rating<'_>) -> K) -> bool {
        if self.small.is_empty() {
            return true;
        }
        let mut mixed: BTreeMap<K, bool> = BTreeMap::new();
        for rating in &self.behind {
            *mixed.entry(class(rating)).or_insert(false) |= !self.small.contains(&rating.group());
        }
        mixed.into_values().all(|mixed| mixed)
    }

    fn every_class_is_large<K: Ord>(&self, class: impl Fn(&Rating<'_>) -> K) -> bool {
        let mut classes: BTreeMap<(Option<&str>, RaterGroup, K), Vec<Rating<'_>>> = BTreeMap::new();
        for rating in self.behind.iter().filter(|rating| protected(rating.group())) {
            let key = (rating.row.subject.as_deref(), rating.group(), class(rating));
            classes.entry(key).or_default().push(*rating);
        }
        classes.into_values().all(|members| raters(&members) >= self.min_group)
    }
}

/// People behind ratings.
pub(super) fn raters(ratings: &[Rating<'_>]) -> usize {
    people(ratings.iter().map(|rating| rating.row))
}

fn function_cell(others: Vec<Rating<'_>>, min_group: usize) -> Cell<'_> {
    let groups = by_group(&others);
    let small: BTreeSet<RaterGroup> = groups
        .iter()
        .filter(|(group, members)| protected(**group) && raters(members) < min_group)
        .map(|(group, _)| *group)
        .collect();
    let withheld = if small.is_empty() { Vec::new() } else { groups.keys().copied().collect() };
    let groups = if small.is_empty() { groups } else { BTreeMap::new() };
    let protection = Protection::Function;
    Cell { behind: others, groups, withheld, protection, min_group, small }
}

fn named_cell(others: Vec<Rating<'_>>, min_group: usize) -> Cell<'_> {
    let mut leaves: BTreeMap<(Option<&str>, RaterGroup), Vec<Rating<'_>>> = BTreeMap::new();
    for rating in others {
        leaves.entry((rating.row.subject.as_deref(), rating.group())).or_default().push(rating);
    }
    let (kept, left_out): (Vec<_>, Vec<_>) = leaves
        .into_iter()
        .partition(|((_, group), members)| !protected(*group) || raters(members) >= min_group);
    let withheld: BTreeSet<RaterGroup> = left_out.iter().map(|((_, group), _)| *group).collect();
    let behind: Vec<Rating<'_>> = kept.into_iter().flat_map(|(_, members)| members).collect();
    let mut groups = by_group(&behind);
    groups.retain(|group, _| !withheld.contains(group));
    Cell {
        behind,
        groups,
        withheld: withheld.into_iter().collect(),
        protection: Protection::Named,
        min_group,
        small: BTreeSet::new(),
    }
}

fn by_group<'a>(ratings: &[Rating<'a>]) -> BTreeMap<RaterGroup, Vec<Rating<'a>>> {
    let mut groups: BTreeMap<RaterGroup, Vec<Rating<'a>>> = BTreeMap::new();
    for rating in ratings {
        groups.entry(rating.group()).or_default().push(*rating);
    }
    groups
}
