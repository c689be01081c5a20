//! Reading what follows from an answer: `[[followup]]` and the lists beside it.

use super::super::followup::{
    CompetencyFollowUp, DecisionRight, FollowUps, Occasion, ProviderQuestion, ReportingLine,
    RetainedDuty, ServiceLevel, Step, StepKind,
};
use super::super::reader::{Fields, Located, Node};
use super::super::source::Problems;

/// Follow-up texts with their places.
#[derive(Default)]
pub(in super::super) struct DraftFollowUps {
    pub(in super::super) competencies: Vec<Located<CompetencyFollowUp>>,
    pub(in super::super) service_levels: Vec<Located<ServiceLevel>>,
    pub(in super::super) retained_duties: Vec<Located<RetainedDuty>>,
    pub(in super::super) provider_questions: Vec<Located<ProviderQuestion>>,
    pub(in super::super) decision_rights: Vec<Located<DecisionRight>>,
    pub(in super::super) reporting_lines: Vec<Located<ReportingLine>>,
    pub(in super::super) steps: Vec<Located<Step>>,
}

impl DraftFollowUps {
    /// The texts without their places.
    pub(super) fn finish(self) -> FollowUps {
        FollowUps {
            competencies: values(self.competencies),
            service_levels: values(self.service_levels),
            retained_duties: values(self.retained_duties),
            provider_questions: values(self.provider_questions),
            decision_rights: values(self.decision_rights),
            reporting_lines: values(self.reporting_lines),
            steps: values(self.steps),
        }
    }
}

fn values<T>(located: Vec<Located<T>>) -> Vec<T> {
    located.into_iter().map(|one| one.value).collect()
}

/// The keys of lists of steps; the hand-over's phase is read from each step.
const STEPS: [(&str, StepKind); 4] = [
    ("development_step", StepKind::Development),
    ("search_step", StepKind::Search),
    ("outsource_step", StepKind::Outsource),
    ("split_step", StepKind::Split),
];

/// Reads all lists of one file into the draft.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>, draft: &mut DraftFollowUps) {
    collect(fields, "followup", &mut draft.competencies, read_competency);
    collect(fields, "service_level", &mut draft.service_levels, read_service_level);
    collect(fields, "retained_duty", &mut draft.retained_duties, read_retained_duty);
    collect(fields, "provider_question", &mut draft.provider_questions, read_provider_question);
    collect(fields, "decision_right", &mut draft.decision_rights, read_decision_right);
    collect(fields, "reporting_line", &mut draft.reporting_lines, read_reporting_line);
    for (key, kind) in STEPS {
        for table in fields.tables(key) {
            draft.steps.push(read_step(table, Some(kind), fields.problems));
        }
    }
    for table in fields.tables("handover") {
        draft.steps.push(read_step(table, None, fields.problems));
    }
}

fn collect<T>(
    fields: &mut Fields<'_, '_, '_>,
    key: &'static str,
    into: &mut Vec<Located<T>>,
    read: impl Fn(Node<'_>, &mut Problems<'_>) -> Located<T>,
) {
    for table in fields.tables(key) {
        into.push(read(table, fields.problems));
    }
}

fn read_competency(table: Node<'_>, problems: &mut Problems<'_>) -> Located<CompetencyFollowUp> {
    let mut fields = Fields::new(table, "[[followup]]", problems);
    let mut text = |key| fields.text(key).unwrap_or_default();
    let texts = CompetencyFollowUp {
        competency: String::new(),
        duty: text("duty"),
        first_year: text("first_year"),
        question: text("question"),
        probe: text("probe"),
        answer_weak: text("answer_weak"),
        answer_fair: text("answer_fair"),
        answer_strong: text("answer_strong"),
        practice: text("practice"),
        service: text("service"),
        service_level: text("service_level"),
        retained: text("retained"),
    };
    let competency = fields.required_text("competency");
    fields.finish(CompetencyFollowUp { competency, ..texts })
}

fn read_service_level(table: Node<'_>, problems: &mut Problems<'_>) -> Located<ServiceLevel> {
    let mut fields = Fields::new(table, "[[service_level]]", problems);
    let level = ServiceLevel {
        id: fields.required_text("id"),
        measure: fields.required_text("measure"),
        level: fields.required_text("level"),
    };
    fields.finish(level)
}

fn read_retained_duty(table: Node<'_>, problems: &mut Problems<'_>) -> Located<RetainedDuty> {
    let mut fields = Fields::new(table, "[[retained_duty]]", problems);
    let duty = RetainedDuty {
        id: fields.required_text("id"),
        duty: fields.required_text("duty"),
        owner: fields.text("owner").unwrap_or_default(),
    };
    fields.finish(duty)
}

fn read_provider_question(
    table: Node<'_>,
    problems: &mut Problems<'_>,
) -> Located<ProviderQuestion> {
    let mut fields = Fields::new(table, "[[provider_question]]", problems);
    let question = ProviderQuestion {
        id: fields.required_text("id"),
        ask: fields.required_text("ask"),
        good: fields.text("good").unwrap_or_default(),
        concern: fields.text("concern").unwrap_or_default(),
    };
    fields.finish(question)
}

fn read_decision_right(table: Node<'_>, problems: &mut Problems<'_>) -> Located<DecisionRight> {
    const WHEN: [(&str, Occasion); 2] =
        [("ordinary", Occasion::Ordinary), ("breach", Occasion::Breach)];
    let mut fields = Fields::new(table, "[[decision_right]]", problems);
    let right = DecisionRight {
        id: fields.required_text("id"),
        when: fields.word("when", &WHEN).unwrap_or_default(),
        seats: fields.texts("seats"),
        matter: fields.required_text("matter"),
        decides: fields.required_text("decides"),
        leads: fields.text("leads").unwrap_or_default(),
        advises: fields.text("advises").unwrap_or_default(),
        informed: fields.text("informed").unwrap_or_default(),
    };
    fields.finish(right)
}

fn read_reporting_line(table: Node<'_>, problems: &mut Problems<'_>) -> Located<ReportingLine> {
    let mut fields = Fields::new(table, "[[reporting_line]]", problems);
    let line = ReportingLine {
        structure: fields.required_text("structure"),
        points: fields.texts("points"),
    };
    fields.finish(line)
}

/// A step; without a `kind` its phase says which part of a hand-over it is.
fn read_step(
    table: Node<'_>,
    kind: Option<StepKind>,
    problems: &mut Problems<'_>,
) -> Located<Step> {
    const PHASES: [(&str, StepKind); 3] = [
        ("start", StepKind::HandoverStart),
        ("bridge", StepKind::HandoverBridge),
        ("finish", StepKind::HandoverFinish),
    ];
    let mut fields = Fields::new(table, "a step", problems);
    let step = Step {
        id: fields.required_text("id"),
        kind: match kind {
            Some(kind) => kind,
            None => fields.word("phase", &PHASES).unwrap_or(StepKind::HandoverBridge),
        },
        days: fields.integer("days").unwrap_or(0),
        step: fields.required_text("step"),
        owner: fields.text("owner").unwrap_or_default(),
    };
    fields.finish(step)
}
