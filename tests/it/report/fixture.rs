//! Results made by hand: the fictional Halden Marine Group.

use assess::decision::{
    Answer, Confidence, Decision, Demand, Economics, Flip, FlipKind, GateEffect, GateResult,
    Influence, Part, Plan, Reason, SeatEconomics, Sourcing,
};
use assess::questionnaire::{Questionnaire, builtin};
use assess::responses::Fact;
use assess::results::{
    AgreementResult, CompetencyResult, InputFile, Provenance, Results, RoleResult,
};
use assess::scoring::{Quality, Readiness};
use std::collections::BTreeMap;

pub(crate) fn questionnaire() -> Questionnaire {
    builtin("technology-leadership").expect("is built in").expect("is free of problems")
}

/// Seven raters, a CIO who also holds the CISO duty, and a decision to split.
pub(crate) fn halden() -> Results {
    let questionnaire = questionnaire();
    Results {
        schema: assess::wave::SCHEMA,
        organisation: "Halden Marine Group".into(),
        respondents: 7,
        invited: Some(9),
        response_rate: Some(7.0 / 9.0),
        rater_groups: BTreeMap::from([("manager", 3), ("peer", 4)]),
        answered: None,
        roles: BTreeMap::from([
            ("cio".into(), role(&questionnaire, "cio", 3.9, Some(4.1))),
            ("ciso".into(), role(&questionnaire, "ciso", 2.4, Some(3.4))),
            ("partnership".into(), role(&questionnaire, "partnership", 2.9, None)),
        ]),
        context: facts(),
        currency: Some("EUR".into()),
        missing_context: vec!["org.time_to_fill".into()],
        decision: Some(decision()),
        norms: None,
        change: None,
        quality: Quality::default(),
        comments: BTreeMap::new(),
        warnings: vec!["answers.csv, column \"note\": unknown column".into()],
        provenance: provenance(),
    }
}

pub(crate) fn facts() -> BTreeMap<String, Fact> {
    BTreeMap::from([
        ("org.headcount".into(), Fact::Text("250-999".into())),
        ("org.regimes".into(), Fact::Many(vec!["nydfs500".into(), "pci_dss4".into()])),
        ("org.budget_ciso".into(), Fact::Number(64_000.0)),
    ])
}

pub(crate) fn provenance() -> Provenance {
    Provenance {
        tool: "assess 0.1.0".into(),
        questionnaire: "technology-leadership".into(),
        questionnaire_version: "0.1.0-draft".into(),
        scale: [1, 5],
        redacted: false,
        questionnaire_sha256: "8f2d".repeat(16),
        draft: true,
        date: "2026-11-23".into(),
        seed: 1,
        inputs: vec![InputFile { name: "answers.csv".into(), sha256: "03ab".repeat(16) }],
        rows_read: 8,
        rows_excluded: BTreeMap::from([("duplicate".into(), 1)]),
        profile: Vec::new(),
    }
}

/// A role around a score; competencies are spread evenly about it.
pub(crate) fn role(
    questionnaire: &Questionnaire,
    id: &str,
    score: f64,
    own: Option<f64>,
) -> RoleResult {
    let competencies: Vec<_> = questionnaire
        .competencies_of(id)
        .enumerate()
        .map(|(index, (_, one))| competency(&one.id, score + index as f64 * 0.13 - 0.5, own))
        .collect();
    RoleResult {
        score: Some(score),
        interval: Some([score - 0.4, score + 0.4]),
        standard_error: Some(0.16),
        target: Some(3.95),
        gap: Some(3.95 - score),
        n_raters: 7,
        own,
        own_raters: usize::from(own.is_some()),
        band: Some(band(score).into()),
        readiness: if score < 3.0 { Readiness::NotReady } else { Readiness::ReadyWithDevelopment },
        competencies,
        groups: BTreeMap::from([("manager", score - 0.2), ("peer", score + 0.1)]),
        group_sizes: BTreeMap::from([("manager", 3), ("peer", 4)]),
        withheld: vec!["report"],
        ..RoleResult::default()
    }
}

pub(crate) fn competency(id: &str, score: f64, own: Option<f64>) -> CompetencyResult {
    let score = score.clamp(1.0, 5.0);
    CompetencyResult {
        id: id.into(),
        score: Some(score),
        standard_deviation: Some(0.7),
        interval: Some([(score - 0.5).max(1.0), (score + 0.5).min(5.0)]),
        target: Some(4.0),
        gap: Some(4.0 - score),
        weight: 1.0,
        priority: Some((4.0 - score).max(0.0)),
        band: Some(band(score).into()),
        n_raters: 7,
        own,
        own_raters: usize::from(own.is_some()),
        agreement: AgreementResult {
            rwg_j: Some(0.8),
            ad: Some(0.6),
            ad_cutoff: 0.83,
            word: Some("high"),
        },
        ..CompetencyResult::default()
    }
}

fn band(score: f64) -> &'static str {
    match score {
        low if low < 2.5 => "critical",
        low if low < 3.25 => "developing",
        low if low < 4.0 => "adequate",
        _ => "strong",
    }
}

pub(crate) fn decision() -> Decision {
    Decision {
        headline: "Give security its own seat: appoint a part-time outside CISO who reports to \
            the chief executive. Keep and develop the CIO."
            .into(),
        no_plan_left: false,
        structure: part(
            "split_independent",
            "separate the CISO from the CIO",
            &[("combined", 0.02), ("split_under_cio", 0.05), ("split_independent", 0.93)],
        ),
        seats: BTreeMap::from([
            (
                "cio".into(),
                part("develop", "keep and develop the CIO", &[("develop", 0.91), ("hire", 0.09)]),
            ),
            (
                "ciso".into(),
                Part {
                    confidence: Confidence::Lean,
                    ..part(
                        "outsource",
                        "appoint a part-time outside CISO",
                        &[("outsource", 0.64), ("hire", 0.29), ("interim_then_hire", 0.07)],
                    )
                },
            ),
        ]),
        plans: plans(),
        gates: gates(),
        reasons: reasons(),
        flips: flips(),
        warnings: vec!["The CIO seat was rated while one person held both duties.".into()],
        economics: Some(economics()),
        missing_inputs: vec!["org.time_to_fill".into()],
        missing_influence: vec![Influence {
            input: "org.time_to_fill".into(),
            name: "months to fill the post".into(),
            swing: 0.12,
            changes_answer: false,
        }],
        conditions: vec!["Name a senior employee who directs and oversees the provider.".into()],
        demand: BTreeMap::from([(
            "ciso".into(),
            Demand { demand: 0.41, demand_range: [0.3, 0.6], supply: 0.25 },
        )]),
        draws: 10_000,
        flip_draws: 2_000,
        monte_carlo_error: 0.0098,
    }
}

fn economics() -> Economics {
    Economics {
        currency: Some("EUR".into()),
        seats: BTreeMap::from([(
            "ciso".into(),
            SeatEconomics {
                full_time_year: Some(260_000.0),
                outsourced_year: Some(66_000.0),
                budget_year: Some(64_000.0),
                break_even_month: Some(21_666.7),
                cost_ratio: Some(3.94),
                full_time_of_budget: Some(4.06),
                outsourced_of_budget: Some(1.03),
                missing: Vec::new(),
            },
        )]),
        expected_loss: None,
    }
}

pub(crate) fn part(choice: &str, phrase: &str, shares: &[(&str, f64)]) -> Part {
    let acceptability: BTreeMap<String, f64> =
        shares.iter().map(|(option, share)| ((*option).to_owned(), *share)).collect();
    Part {
        choice: choice.into(),
        phrase: phrase.into(),
        acceptability_any_weights: acceptability.clone(),
        acceptability,
        confidence: Confidence::Clear,
        changes: true,
        capped_because: None,
        sourcing: None,
    }
}

fn plans() -> Vec<Plan> {
    let plan = |label: &str, ciso, first: f64, contributions: [f64; 7]| Plan {
        structure: "split_independent".into(),
        seats: BTreeMap::from([("cio".into(), Sourcing::Develop), ("ciso".into(), ciso)]),
        label: label.into(),
        value: contributions.iter().sum(),
        rank_acceptability: vec![first],
        central_weights: BTreeMap::new(),
        confidence_factor: None,
        beaten_by_choice: None,
        contributions: [
            "capability",
            "speed",
            "capacity",
            "independence",
            "continuity",
            "affordability",
            "disruption",
        ]
        .into_iter()
        .map(str::to_owned)
        .zip(contributions)
        .collect(),
    };
    vec![
        plan(
            "Separate, reports outside IT · CIO developed · CISO outsourced",
            Sourcing::Outsource,
            0.58,
            [0.1534, 0.1216, 0.0871, 0.14, 0.06, 0.13, 0.0455],
        ),
        plan(
            "Separate, reports outside IT · CIO developed · CISO hired",
            Sourcing::Hire,
            0.27,
            [0.1334, 0.0616, 0.1171, 0.14, 0.14, 0.02, 0.0356],
        ),
        plan("Separate, reports inside IT · CISO outsourced", Sourcing::Outsource, 0.06, [0.1; 7]),
        plan("One person for both, developed", Sourcing::Develop, 0.004, [0.08; 7]),
    ]
}

fn gates() -> Vec<GateResult> {
    let gate = |id: &str, name: &str, effect, source: &str, text: &str| GateResult {
        id: id.into(),
        name: name.into(),
        effect,
        applies: true,
        removed_plans: if effect == GateEffect::Forbid { 12 } else { 0 },
        text: text.into(),
        source: source.into(),
        inputs: vec!["org.regimes".into()],
        if_applies: None,
    };
    vec![
        gate(
            "named",
            "a named officer",
            GateEffect::Condition,
            "23 NYCRR 500.4(a)",
            "A qualified person is named, who may be a provider's when a senior person oversees.",
        ),
        GateResult {
            applies: false,
            if_applies: Some(Answer {
                structure: "split_independent".into(),
                seats: BTreeMap::new(),
                phrase: "separate the CISO from the CIO and hire a full-time CISO".into(),
            }),
            ..gate(
                "independence",
                "independence of security",
                GateEffect::Forbid,
                "DORA Art. 6(4)",
                "Control of ICT risk is kept apart from running ICT.",
            )
        },
    ]
}

fn reasons() -> Vec<Reason> {
    let reason = |option: &str, part: &str, criterion: &str, text: &str, difference| Reason {
        option: option.into(),
        part: part.into(),
        criterion: criterion.into(),
        text: text.into(),
        difference,
        inputs: Vec::new(),
    };
    vec![
        reason(
            "split_independent",
            "structure",
            "independence",
            "Raters put independent escalation at 1.9 of 5; disagreements stay inside IT.",
            0.12,
        ),
        reason(
            "outsource",
            "ciso",
            "affordability",
            "A full-time CISO would cost about four times the budget named.",
            0.11,
        ),
        reason("outsource", "ciso", "speed", "An outside CISO starts within six weeks.", 0.06),
    ]
}

fn flips() -> Vec<Flip> {
    let flip = |kind, input: &str, text: &str, then: &str| Flip {
        kind,
        input: input.into(),
        from: None,
        to: "1000+".into(),
        if_text: text.into(),
        then: Answer {
            structure: "split_independent".into(),
            seats: BTreeMap::new(),
            phrase: then.into(),
        },
    };
    vec![
        flip(
            FlipKind::Fact,
            "org.headcount",
            "the company had 1,000 people or more",
            "hire a full-time CISO",
        ),
        flip(FlipKind::Score, "cio", "the CIO's score were 3.5", "hire a new CIO"),
    ]
}
