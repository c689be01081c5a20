//! Reports: the text of the blocks, wording, escaping, charts, and all shapes of results.

mod dump;
pub(crate) mod fixture;
mod pages;

use assess::report::template::Template;
use assess::report::{ReportOptions, leadership};
use fixture::{halden, questionnaire};

#[test]
fn the_leadership_report_has_its_pages() {
    let template = Template::builtin("leadership").unwrap();
    let document =
        leadership(&halden(), &questionnaire(), &template, &ReportOptions::default()).unwrap();
    let text = dump::document(&document);
    assert!(text.contains("# Give security its own seat"));
}
