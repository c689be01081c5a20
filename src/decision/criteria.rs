//! The criteria: partial values in 0 to 1 of structures and of seats' sourcing, in one draw.
//!
//! Value is additive and separable: a structure part, and the mean of the two seats' parts. One
//! person in both seats couples them. No factor that context moves may touch a criterion on which
//! an outsider can beat a hire, which is why the properties of `tests/it/decision.rs` hold in
//! every single draw.

use crate::decision::Sourcing;
use crate::decision::draw::{CRITERIA, Draw, Gap, PerCriterion};
use crate::decision::seat::{Holder, Prices, Seat};
use crate::decision::situation::Situation;
use crate::questionnaire::decision_model::parameters::Drawn;
use crate::questionnaire::decision_model::{CriterionId, StructureKind};

const CAPABILITY: usize = CriterionId::Capability as usize;
const SPEED: usize = CriterionId::Speed as usize;
const CAPACITY: usize = CriterionId::Capacity as usize;
const INDEPENDENCE: usize = CriterionId::Independence as usize;
const CONTINUITY: usize = CriterionId::Continuity as usize;
const AFFORDABILITY: usize = CriterionId::Affordability as usize;
const DISRUPTION: usize = CriterionId::Disruption as usize;
const COORDINATION: usize = CriterionId::Coordination as usize;

/// A part of plans whose value does not depend on their other parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// Who holds the duties.
    Structure(StructureKind),
    /// How a seat is filled.
    Seat {
        /// 0 or 1.
        seat: usize,
        /// How.
        how: Sourcing,
        /// Today's holder stays in the house, in the other seat.
        moved: bool,
    },
    /// How both seats are filled by one officer.
    Both(Sourcing),
}

/// The situation and one draw: what criteria are computed from.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// What stands today.
    pub situation: &'a Situation,
    /// Everything uncertain.
    pub draw: &'a Draw<'a>,
    /// Nobody inside can oversee an outside officer.
    pub no_overseer: bool,
}

impl Scene<'_> {
    /// The values of a term; a seat's count half, so that a plan's terms add up.
    pub fn term(&self, term: Term) -> PerCriterion {
        match term {
            Term::Structure(kind) => self.structure(kind),
            Term::Seat { seat, how, moved } => self.seat(seat, how, moved).map(|value| value / 2.0),
            Term::Both(how) => self.both(how),
        }
    }

    /// Weights with context: independence counts by what is at stake and by the second seat's
    /// demand. Normalised before context, so that no context changes another criterion's weight.
    pub fn weights(&self) -> PerCriterion {
        let mut weights = *self.draw.weights;
        weights[INDEPENDENCE] *= (0.4 + 0.6 * self.draw.stakes) * (0.5 + 0.5 * self.draw.demand[1]);
        weights
    }

    fn structure(&self, kind: StructureKind) -> PerCriterion {
        let mut values = [0.0; CRITERIA];
        values[INDEPENDENCE] = self.independence(kind);
        values[DISRUPTION] = -0.5 * self.restructuring(kind);
        let work = (self.draw.demand[0] + self.draw.demand[1]).min(1.0);
        values[COORDINATION] = match kind {
            StructureKind::Combined => 1.0,
            StructureKind::Inside | StructureKind::Outside => {
                1.0 - self.draw.p.coordination * (1.0 - work)
            }
        };
        values
    }

    fn independence(&self, kind: StructureKind) -> f64 {
        let (p, heard) = (self.draw.p, self.draw.heard);
        let inside = p.independence_inside + p.independence_inside_heard * heard;
        match kind {
            StructureKind::Combined => {
                p.independence_combined + p.independence_combined_heard * heard
            }
            StructureKind::Inside => inside.min(1.0),
            StructureKind::Outside => p.independence_outside.max(inside).min(1.0),
        }
    }

    /// What changing the structure costs: only what works today is lost.
    fn restructuring(&self, kind: StructureKind) -> f64 {
        let p = self.draw.p;
        match (self.situation.today, kind) {
            (Some(today), kind) if today == kind => 0.0,
            (None, StructureKind::Combined) => {
                // Who holds one seat well and takes the other as well is distracted from it.
                p.disruption_split * self.quality(0).max(self.quality(1))
            }
            (None, _) => 0.0,
            (Some(StructureKind::Combined), _) => {
                p.disruption_split * self.quality(0).min(self.quality(1))
            }
            (Some(_), StructureKind::Combined) => p.disruption_split,
            (Some(_), _) => p.disruption_line * self.draw.heard,
        }
    }

    /// Quality of a seat's holder: nought where there is none.
    fn quality(&self, seat: usize) -> f64 {
        let today = &self.situation.seats[seat];
        if today.held || today.keeps_outside() { self.draw.gap[seat].quality() } else { 0.0 }
    }

    fn seat(&self, index: usize, how: Sourcing, moved: bool) -> PerCriterion {
        let seat = &self.situation.seats[index];
        let mut values = self.person(index, how, 1.0, moved);
        let supply = self.supply(index, how);
        values[CAPACITY] = self.capacity(self.draw.demand[index], supply, kept(seat, how));
        values[AFFORDABILITY] = self.affordability(seat.prices, cost_of(seat, how));
        values
    }

    /// One officer in both seats. Prices of the dearer full-time post, or of both retainers.
    fn both(&self, how: Sourcing) -> PerCriterion {
        let [first, second] = &self.situation.seats;
        let load = self.load();
        let (a, b) = (self.person(0, how, load, false), self.person(1, how, load, false));
        let mut values: PerCriterion = std::array::from_fn(|one| f64::midpoint(a[one], b[one]));
        let supply = match how {
            Sourcing::Develop if self.situation.one_full_time() => 1.0,
            Sourcing::Develop => self.hours(first.holder).max(self.hours(second.holder)),
            Sourcing::Outsource => (2.0 * self.supply(0, how)).min(1.0),
            _ => 1.0,
        };
        let demand = self.draw.demand[0] + self.draw.demand[1];
        let stays = kept(first, how) && (how == Sourcing::Develop || kept(second, how));
        values[CAPACITY] = self.capacity(demand, supply, stays);
        let prices = first.prices.zip(second.prices).map(|(a, b)| Prices {
            budget: a.budget + b.budget,
            full_time: a.full_time.max(b.full_time),
            outside: a.outside + b.outside,
        });
        values[AFFORDABILITY] = self.affordability(prices, cost(prices, how, false));
        values
    }

    /// Factor on what one person achieves in two seats: full where both duties fill a week, none
    /// where they fill nothing of it.
    fn load(&self) -> f64 {
        let work = (self.draw.demand[0] + self.draw.demand[1]).min(1.0);
        1.0 - (1.0 - self.draw.p.load_combined) * work
    }

    /// Capability, speed, continuity and disruption of filling a seat.
    fn person(&self, index: usize, how: Sourcing, load: f64, moved: bool) -> PerCriterion {
        let mut values = [0.0; CRITERIA];
        let seat = &self.situation.seats[index];
        values[CAPABILITY] = self.capability(index, how, load);
        values[SPEED] = self.speed_of(seat, &self.draw.gap[index], how);
        values[CONTINUITY] = self.continuity(how, self.draw.demand[index]);
        values[DISRUPTION] = self.disruption_of(seat, how, self.quality(index), moved);
        values
    }

    /// One minus the gap left after twelve months in the seat; less demand, less at stake.
    fn capability(&self, index: usize, how: Sourcing, load: f64) -> f64 {
        let left = self.gap_left(&self.situation.seats[index], &self.draw.gap[index], how, load);
        1.0 - (0.5 + 0.5 * self.draw.demand[index]) * left
    }

    /// The part of the whole scale still missing after twelve months in the seat, 0 to 1.
    pub fn gap_left(&self, seat: &Seat, gap: &Gap, how: Sourcing, load: f64) -> f64 {
        let p = self.draw.p;
        match how {
            Sourcing::Develop => gap.total() * (1.0 - p.share_develop * load),
            Sourcing::Appoint => gap.candidate * (1.0 - p.share_develop * load),
            Sourcing::Hire | Sourcing::InterimThenHire => {
                gap.total() * (1.0 - replaced(p, 1.0, load))
            }
            Sourcing::Outsource if seat.keeps_outside() => {
                gap.total() * (1.0 - (p.share_renegotiate * load).max(p.share_develop))
            }
            Sourcing::Outsource => outside_left(p, gap, load),
        }
    }

    /// `clip((1.25 L - m) / (0.75 L))` for `m` months against the deadline `L`; 1 without one.
    pub fn speed_of(&self, seat: &Seat, gap: &Gap, how: Sourcing) -> f64 {
        let Some(deadline) = self.draw.deadline else { return 1.0 };
        let months = self.months(seat, gap, how);
        ((1.25 * deadline - months) / (0.75 * deadline)).clamp(0.0, 1.0)
    }

    /// Months until the seat is filled effectively.
    fn months(&self, seat: &Seat, gap: &Gap, how: Sourcing) -> f64 {
        let p = self.draw.p;
        let hired = self.draw.time_to_fill + p.ramp_hire;
        match how {
            Sourcing::Develop => p.develop_months * gap.total(),
            Sourcing::Outsource if seat.keeps_outside() => 0.0,
            Sourcing::Outsource | Sourcing::InterimThenHire => {
                (p.start_outside + p.ramp_outside).min(hired)
            }
            Sourcing::Appoint => {
                let external = seat.candidate.as_ref().is_some_and(|one| one.external);
                let start = if external { p.start_external } else { p.start_appoint };
                (start + p.ramp_hire).min(hired)
            }
            Sourcing::Hire => hired,
        }
    }

    /// One minus the shortfall of hours, and minus the idle hours of a newly created supply.
    pub fn capacity(&self, demand: f64, supply: f64, kept: bool) -> f64 {
        let idle = if kept { 0.0 } else { self.draw.p.idle * (supply - demand).max(0.0) };
        1.0 - (demand - supply).max(0.0) - idle
    }

    /// Full-time equivalents that a sourcing supplies to a linked seat of its own. Who held both
    /// seats full time and keeps one supplies a full job to it.
    pub fn supply(&self, index: usize, how: Sourcing) -> f64 {
        let full = self.situation.same_person && self.situation.one_full_time();
        if how == Sourcing::Develop && full {
            return 1.0;
        }
        self.supply_of(&self.situation.seats[index], how)
    }

    /// Full-time equivalents that a sourcing supplies to a seat.
    pub fn supply_of(&self, seat: &Seat, how: Sourcing) -> f64 {
        let p = self.draw.p;
        match how {
            Sourcing::Hire | Sourcing::InterimThenHire | Sourcing::Appoint => 1.0,
            Sourcing::Outsource => (p.fte_outside + p.fte_deputy * self.draw.deputy).min(1.0),
            Sourcing::Develop => self.hours(seat.holder),
        }
    }

    fn hours(&self, holder: Holder) -> f64 {
        let p = self.draw.p;
        match holder {
            Holder::FullTime => 1.0,
            Holder::PartTime => p.fte_part_time,
            Holder::Acting | Holder::HoursUnknown => p.fte_acting,
            Holder::Outsourced => p.fte_outside,
            Holder::Nobody | Holder::NotNeeded | Holder::Unknown => 0.0,
        }
    }

    /// 1 for employed officers; less for outsiders where presence and confidence matter; less
    /// demand, less to lose.
    pub fn continuity(&self, how: Sourcing, demand: f64) -> f64 {
        let p = self.draw.p;
        let deputy = 1.0 - self.draw.deputy * (1.0 - p.continuity_deputy);
        let stake = 0.5 + 0.5 * demand;
        let loss = p.continuity_loss * (0.4 + 0.6 * self.draw.presence) * deputy * stake;
        match how {
            Sourcing::Outsource => 1.0 - loss,
            Sourcing::InterimThenHire if self.no_overseer => 1.0 - loss,
            Sourcing::InterimThenHire => {
                1.0 - loss * (self.draw.time_to_fill / 24.0).clamp(0.1, 0.5)
            }
            Sourcing::Develop | Sourcing::Appoint | Sourcing::Hire => 1.0,
        }
    }

    /// 1 where the holder stays; else minus what is lost with a good holder and the effort.
    pub fn disruption_of(&self, seat: &Seat, how: Sourcing, quality: f64, moved: bool) -> f64 {
        if kept(seat, how) {
            // Who takes over a vacant duty beside an own one still has to learn it.
            let new_duty = how == Sourcing::Develop && !seat.held;
            return 1.0 - if new_duty { self.draw.p.disruption_effort } else { 0.0 };
        }
        let p = self.draw.p;
        let handover = if moved { p.disruption_handover } else { 1.0 };
        let effort = if how == Sourcing::InterimThenHire { 2.0 } else { 1.0 };
        let cost = quality * p.disruption_change * handover + p.disruption_effort * effort;
        1.0 - if how == Sourcing::Appoint { cost * p.disruption_handover } else { cost }
    }

    /// `clip((z - cost / budget) / (z - 1))`: 1 when it fits the budget; cheaper earns no more.
    fn affordability(&self, prices: Option<Prices>, cost: Option<f64>) -> f64 {
        let (Some(prices), Some(cost)) = (prices, cost) else { return 1.0 };
        let zero = self.draw.p.afford_zero;
        let ratio = cost / prices.budget.max(1e-9);
        ((zero - ratio) / (zero - 1.0).max(1e-9)).clamp(0.0, 1.0)
    }
}

/// Whether a sourcing leaves today's officer in the seat.
pub fn kept(seat: &Seat, how: Sourcing) -> bool {
    how == Sourcing::Develop || (how == Sourcing::Outsource && seat.keeps_outside())
}

/// The share of the gap that a replacement closes; never below what development would.
fn replaced(p: &Drawn, fit: f64, load: f64) -> f64 {
    (p.share_hire * fit * load).max(p.share_develop)
}

fn outside_left(p: &Drawn, gap: &Gap, load: f64) -> f64 {
    gap.high * (1.0 - replaced(p, p.fit_high, load))
        + gap.medium * (1.0 - replaced(p, p.fit_medium, load))
        + gap.low * (1.0 - replaced(p, p.fit_low, load))
}

/// The yearly cost of filling a seat; `None` without prices.
fn cost_of(seat: &Seat, how: Sourcing) -> Option<f64> {
    let external = seat.candidate.as_ref().is_some_and(|candidate| candidate.external);
    cost(seat.prices, how, external)
}

fn cost(prices: Option<Prices>, how: Sourcing, external: bool) -> Option<f64> {
    let prices = prices?;
    Some(match how {
        Sourcing::Develop => 0.0,
        Sourcing::Appoint if !external => 0.0,
        Sourcing::Outsource => prices.outside,
        Sourcing::Appoint | Sourcing::Hire | Sourcing::InterimThenHire => prices.full_time,
    })
}
