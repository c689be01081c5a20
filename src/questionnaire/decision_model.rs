//! Decision data: seats, structures, gates, criteria, parameters and phrases.
//!
//! All of it stands in a questionnaire's `[decision]` table, so that a user can read and change
//! it. The formulas that use it are in the stage `decision`.

mod check;
pub mod gate;
pub mod parameters;
pub mod phrases;
mod sourcing;

pub use gate::{Gate, PlanFilter};
pub use parameters::{Grade, Parameter, Parameters};
pub use phrases::Phrases;
pub use sourcing::Sourcing;

use crate::questionnaire::condition::Condition;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Decision data of a questionnaire. Parsed from its `[decision]` table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionModel {
    /// Draws of the main analysis.
    pub draws: usize,
    /// Draws for what would change the answer; the first of the same streams.
    pub flip_draws: usize,
    /// How shares become words.
    pub words: Words,
    /// The two linked seats: first the one that runs, then the one that oversees.
    pub seat: [SeatModel; 2],
    /// A further seat, judged after the first, such as one for product technology.
    #[serde(default)]
    pub further_seat: Option<FurtherSeat>,
    /// The three structures.
    pub structure: [Structure; 3],
    /// Which facts the formulas read.
    pub facts: Facts,
    /// Size questions whose options stand for a demand; their mean is taken.
    pub size: Vec<SizeQuestion>,
    /// Demand of leadership per size option, smallest first, in full-time equivalents.
    pub demand_bands: Vec<Parameter>,
    /// Gates in the order in which they are reported.
    #[serde(default)]
    pub gate: Vec<Gate>,
    /// Name, weight and phrases of each criterion, by its id.
    pub criteria: BTreeMap<CriterionId, CriterionModel>,
    /// Ranges of all other uncertain quantities.
    pub parameters: Parameters,
    /// The reader's words.
    pub phrases: Phrases,
}

/// Shares from which the words hold. Our convention, printed as such.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Acceptability from which an answer is `clear`.
    pub clear: f64,
    /// Acceptability under any weights that `clear` needs as well.
    pub clear_any_weights: f64,
    /// Acceptability from which an answer is `lean`.
    pub lean: f64,
}

/// One of the two linked seats.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeatModel {
    /// Id of its role.
    pub role: String,
    /// Question with the options `nobody`, `part_time`, `acting`, `full_time`, `outsourced`.
    pub holder: String,
    /// What raises or lowers its demand.
    #[serde(default)]
    pub drivers: Vec<Driver>,
    /// Money question: budget a year.
    #[serde(default)]
    pub budget: Option<String>,
    /// Money question: cost of a full-time officer a year.
    #[serde(default)]
    pub full_time_cost: Option<String>,
    /// Money question: fee of a provider's officer a month.
    #[serde(default)]
    pub retainer_month: Option<String>,
}

impl SeatModel {
    /// Whether any question is about what the seat costs.
    pub fn asks_for_prices(&self) -> bool {
        self.budget.is_some() || self.full_time_cost.is_some() || self.retainer_month.is_some()
    }
}

/// A seat judged after the first linked seat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FurtherSeat {
    /// The seat. Its holder question may also have the option `not_needed`.
    pub seat: SeatModel,
    /// Choice question that says how much the seat is needed.
    pub need: String,
    /// Need per option of that question, 0 to 1.
    pub need_bands: Vec<Parameter>,
    /// Answer id for "the first seat carries this duty as well", for example `with_cio`.
    pub with_first: String,
}

/// A quantity in 0 to 1 read from a fact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Driver {
    /// The question. An ordered choice or a 1 to 5 scale counts by position.
    pub question: String,
    /// For a number or a multiple choice: the value (or count) that makes 1.
    #[serde(default)]
    pub full_at: Option<f64>,
    /// Options of a multiple choice that do not count.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// Takes one minus the quantity.
    #[serde(default)]
    pub invert: bool,
}

/// A structure: who holds the two duties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Structure {
    /// Id in results.
    pub id: String,
    /// What it is.
    pub kind: StructureKind,
    /// In a few words, for tables.
    pub name: String,
}

/// What a structure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StructureKind {
    /// One person holds both seats.
    Combined,
    /// Two people; the second reports to the first (or inside the first's line).
    Inside,
    /// Two people; the second reports outside the first's line.
    Outside,
}

/// Which facts the formulas read. Everything but `holds_both` may be left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// One person holds both seats.
    pub holds_both: Condition,
    /// Whom the second seat reports to.
    #[serde(default)]
    pub line: Option<String>,
    /// Options of `line` inside the first seat's line.
    #[serde(default)]
    pub line_inside: Vec<String>,
    /// Options of `line` outside it.
    #[serde(default)]
    pub line_outside: Vec<String>,
    /// How the second seat is heard: drivers, averaged with the clarity score.
    #[serde(default)]
    pub heard: Vec<Driver>,
    /// Competency whose score says whether the second seat is heard.
    #[serde(default)]
    pub heard_competency: Option<String>,
    /// What makes independence matter more.
    #[serde(default)]
    pub stakes: Vec<Driver>,
    /// What makes an outsider's continuity loss matter more.
    #[serde(default)]
    pub presence: Vec<Driver>,
    /// Months to fill a post.
    #[serde(default)]
    pub time_to_fill: Option<String>,
    /// Months to an outside deadline; blank means none.
    #[serde(default)]
    pub deadline: Option<String>,
    /// A deputy runs daily operations.
    #[serde(default)]
    pub deputy: Option<Condition>,
    /// Somebody inside can oversee an outside officer.
    #[serde(default)]
    pub overseer: Option<Condition>,
    /// Worst-case cost, for the economics.
    #[serde(default)]
    pub worst_case_cost: Option<String>,
    /// Worst-case days of standstill, for the economics.
    #[serde(default)]
    pub worst_case_days: Option<String>,
}

/// A question whose options stand for bands of demand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizeQuestion {
    /// A choice with as many options as there are demand bands, smallest first.
    pub question: String,
}

/// The criteria. Each is a partial value in 0 to 1 between fixed anchors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CriterionId {
    /// How much of the gap is closed after twelve months in the seat.
    Capability,
    /// Months until effective against the deadline.
    Speed,
    /// Leadership hours supplied against the demand.
    Capacity,
    /// Whether the second seat is heard.
    Independence,
    /// Knowledge, confidentiality and accountability stay inside.
    Continuity,
    /// Cost against the user's own budget and prices.
    Affordability,
    /// What a change costs where today's holder and line work well.
    Disruption,
    /// Overhead of two officers where both duties fill little of a week.
    Coordination,
}

impl CriterionId {
    /// All criteria, in reporting order.
    pub const ALL: [Self; 8] = [
        Self::Capability,
        Self::Speed,
        Self::Capacity,
        Self::Independence,
        Self::Continuity,
        Self::Affordability,
        Self::Disruption,
        Self::Coordination,
    ];

    /// The id used in data and results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Capability => "capability",
            Self::Speed => "speed",
            Self::Capacity => "capacity",
            Self::Independence => "independence",
            Self::Continuity => "continuity",
            Self::Affordability => "affordability",
            Self::Disruption => "disruption",
            Self::Coordination => "coordination",
        }
    }
}

/// Name, weight and phrases of a criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionModel {
    /// Name for charts, for example "Capability in a year".
    pub name: String,
    /// Swing weight: importance of worst to best plausible, relative to the other criteria.
    pub weight: Parameter,
    /// Why a structure is better on it; see [`Phrases`] for the placeholders.
    pub for_structure: String,
    /// Why a seat's sourcing is better on it.
    pub for_seat: String,
}

impl DecisionModel {
    /// The structure of this kind.
    pub fn structure_of(&self, kind: StructureKind) -> Option<&Structure> {
        self.structure.iter().find(|structure| structure.kind == kind)
    }

    /// Every range with its name, for tables and for moving them at random.
    pub fn ranges_mut(&mut self) -> Vec<(String, &mut Parameter)> {
        let mut all = self.parameters.ranges_mut();
        for (index, band) in self.demand_bands.iter_mut().enumerate() {
            all.push((format!("demand_bands.{index}"), band));
        }
        if let Some(further) = &mut self.further_seat {
            for (index, band) in further.need_bands.iter_mut().enumerate() {
                all.push((format!("further_seat.need_bands.{index}"), band));
            }
        }
        for (id, criterion) in &mut self.criteria {
            all.push((format!("criteria.{}.weight", id.name()), &mut criterion.weight));
        }
        all
    }
}
