//! Real pages: the examples from answers to PDF, and pages to look at.

use super::fixture::{halden, questionnaire};
use assess::change::course;
use assess::decision::{Inputs, decide};
use assess::layout::{PaperSize, Theme};
use assess::norms::make as norms_of;
use assess::questionnaire::{Questionnaire, builtin_in};
use assess::render::pdf;
use assess::report::blocks::Document;
use assess::report::template::Template;
use assess::report::wording::Wording;
use assess::report::{ReportOptions, change, follow_up, individual, leadership, portfolio, view};
use assess::responses::ReadOptions;
use assess::results::{InputFile, Results, Run, assemble};
use assess::wave::Wave;
use assess::{ingest, responses, scoring};

/// The results of a file of answers, organisation by organisation.
pub(crate) fn results_of(name: &str, bytes: &[u8]) -> Vec<Results> {
    results_with(&questionnaire(), name, bytes)
}

/// The same for any questionnaire.
pub(crate) fn results_with(
    questionnaire: &Questionnaire,
    name: &str,
    bytes: &[u8],
) -> Vec<Results> {
    let table = ingest::table(name, bytes, &ingest::Options::default()).expect("a readable file");
    let set = responses::read(&[table], None, questionnaire, &ReadOptions::default());
    let run = Run {
        tool: "assess 0.1.0".into(),
        redacted: false,
        date: "2026-11-23".into(),
        seed: 1,
        inputs: vec![InputFile { name: name.into(), sha256: "03ab".repeat(16) }],
    };
    set.organisations
        .iter()
        .map(|organisation| {
            let scores = scoring::score(organisation, questionnaire);
            let inputs = Inputs {
                facts: &organisation.facts,
                currency: organisation.currency.as_deref(),
                scores: &scores,
            };
            let decision = decide(&inputs, questionnaire, 1);
            assemble(organisation, questionnaire, &scores, decision, &run)
        })
        .collect()
}

pub(crate) fn report_of(results: &Results) -> Document {
    let template = Template::builtin("leadership").expect("is built in");
    leadership(results, &questionnaire(), &template, &ReportOptions::default()).expect("a report")
}

pub(crate) fn portfolio_of(results: &[Results]) -> Document {
    let template = Template::builtin("portfolio").expect("is built in");
    portfolio(results, &questionnaire(), &template, &ReportOptions::default()).expect("a report")
}

/// The first example beside the year before and norms of the second.
pub(crate) fn with_change_and_norms() -> Results {
    let mut now = results_of("answers.csv", include_bytes!("../../../examples/answers.csv"));
    let mut now = now.remove(0);
    let then = results_of("answers-2025.csv", include_bytes!("../../../examples/answers-2025.csv"));
    let group = results_of("group.csv", include_bytes!("../../../examples/group.csv"));
    let batch: Vec<Wave> = group.iter().filter_map(Results::wave).collect();
    let norms = norms_of(&batch, &questionnaire(), "2026-01-31", Some("twelve made up"));
    now.place(&norms, &InputFile { name: "norms.toml".into(), sha256: "03ab".repeat(16) });
    let waves: Vec<Wave> =
        [then.first(), Some(&now)].into_iter().flatten().filter_map(Results::wave).collect();
    now.change = course(&waves.iter().collect::<Vec<_>>(), &questionnaire(), Some(&norms));
    now
}

/// Every kind of report that the results give rise to, in every language, by name.
pub(crate) fn every_report(results: &[Results]) -> Vec<(String, Document)> {
    let options = ReportOptions::default();
    let mut all = Vec::new();
    for language in Wording::languages() {
        let questionnaire = match *language {
            "en" => questionnaire(),
            other => builtin_in("technology-leadership", other).expect("spoken").expect("sound"),
        };
        let template = |name: &str| Template::builtin_in(name, language).expect("is built in");
        if results.len() > 1 {
            let made = portfolio(results, &questionnaire, &template("portfolio"), &options);
            all.push((format!("portfolio in {language}"), made.expect("a report")));
        }
        for one in results {
            let name = format!("{} in {language}", one.organisation);
            if let Some(course) = &one.change {
                let made = change(course, &questionnaire, &template("change"), &options);
                all.push((format!("change of {name}"), made.expect("a report")));
            }
            let leading = template("leadership");
            let made = leadership(one, &questionnaire, &leading, &options);
            all.push((name.clone(), made.expect("a report")));
            let view = view(one, &questionnaire, &leading.wording, &options);
            for follow in &view.follow_ups {
                let document = template(follow.kind.name());
                let made = follow_up(one, &questionnaire, &document, (&view, follow));
                all.push((format!("{} of {name}", follow.id), made.expect("a report")));
            }
            for subject in one.subjects() {
                let made =
                    individual(one, subject, &questionnaire, &template("individual"), &options);
                all.push((format!("{subject} of {name}"), made.expect("a report")));
            }
        }
    }
    all
}

/// `ASSESS_DEMO_OUT=DIR cargo test --test it report::pages` writes pages to look at.
#[test]
fn reports_are_written_where_asked() {
    let Some(folder) = std::env::var_os("ASSESS_DEMO_OUT").map(std::path::PathBuf::from) else {
        return;
    };
    let write = |name: &str, document: &Document| {
        let made = pdf(document, &Theme::default(), PaperSize::A4).expect("a PDF");
        std::fs::write(folder.join(name), made.bytes).expect("written");
        std::fs::write(folder.join(format!("{name}.txt")), super::dump::document(document))
            .expect("written");
    };
    write("halden.pdf", &report_of(&halden()));
    let one = results_of("answers.csv", include_bytes!("../../../examples/answers.csv"));
    write("example.pdf", &report_of(&one[0]));
    let group = results_of("group.csv", include_bytes!("../../../examples/group.csv"));
    write("portfolio.pdf", &portfolio_of(&group));
}
