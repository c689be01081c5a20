//! Reports as PDF files.

use super::index::WrittenFile;
use crate::cli::args::Paper;
use crate::cli::output::OutputFolder;
use crate::cli::templates::{self, Dress};
use crate::diagnostic::Diagnostic;
use crate::layout::PaperSize;
use crate::questionnaire::Questionnaire;
use crate::render::pdf::pdf;
use crate::report::blocks::Document;
use crate::report::{ReportOptions, leadership, portfolio};
use crate::results::Results;

/// Name of the comparison of all organisations.
pub(crate) const PORTFOLIO: &str = "portfolio.pdf";

/// Everything that turns results into a file.
pub(crate) struct Press<'a> {
    /// The template of the leadership report.
    pub dress: &'a Dress,
    /// The template of the portfolio report.
    pub portfolio: &'a Dress,
    /// The questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// Paper.
    pub paper: Paper,
    /// Where reports go.
    pub output: &'a OutputFolder,
}

impl Press<'_> {
    /// Writes the leadership report of one organisation.
    pub(crate) fn leadership(
        &self,
        results: &Results,
        slug: &str,
    ) -> Result<WrittenFile, Diagnostic> {
        let options = ReportOptions::default();
        let document = leadership(results, self.questionnaire, &self.dress.template, &options);
        let document = document.map_err(|error| templates::problem(&error))?;
        self.write(&document, self.dress, &format!("{slug}.pdf"))
    }

    /// Writes the comparison of all organisations.
    pub(crate) fn portfolio(&self, results: &[Results]) -> Result<WrittenFile, Diagnostic> {
        let options = ReportOptions::default();
        let template = &self.portfolio.template;
        let document = portfolio(results, self.questionnaire, template, &options);
        let document = document.map_err(|error| templates::problem(&error))?;
        self.write(&document, self.portfolio, PORTFOLIO)
    }

    fn write(
        &self,
        document: &Document,
        dress: &Dress,
        name: &str,
    ) -> Result<WrittenFile, Diagnostic> {
        let paper = match self.paper {
            Paper::A4 => PaperSize::A4,
            Paper::Letter => PaperSize::Letter,
        };
        let pdf = pdf(document, &dress.theme, paper)
            .map_err(|error| Diagnostic::error("internal-error", error.to_string()))?;
        let sha256 = self.output.write(name, &pdf.bytes)?;
        let name = name.to_owned();
        Ok(WrittenFile { name, sha256, pages: Some(pdf.pages), message: pdf.warnings.join("; ") })
    }
}
