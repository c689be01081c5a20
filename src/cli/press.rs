//! Reports as files: which there are, what they are called, and in which formats.

use crate::change::Course;
use crate::cli::args::{Paper, RunFormat};
use crate::cli::brand::Brand;
use crate::cli::fonts;
use crate::cli::index::{Kind, WrittenFile};
use crate::cli::looks::Looks;
use crate::cli::output::OutputFolder;
use crate::cli::slug::slugs;
use crate::cli::templates::{self, Wardrobe};
use crate::diagnostic::Diagnostic;
use crate::layout::{FontSet, PaperSize};
use crate::messages::Messages;
use crate::questionnaire::Questionnaire;
use crate::render;
use crate::report::blocks::Document;
use crate::report::context::DocumentKind;
use crate::report::{self, ReportOptions};
use crate::results::Results;

/// Name of the comparison of all organisations, without extension.
pub(crate) const PORTFOLIO: &str = "portfolio";

/// Templates, faces and brand, as loaded.
pub(crate) struct Outfit {
    /// The templates, the words and the looks.
    pub wardrobe: Wardrobe,
    brand: Option<Brand>,
    fonts: FontSet,
}

impl Outfit {
    /// Loads what the looks name, in a language.
    pub(crate) fn load(
        looks: &Looks,
        language: &str,
        brand: Option<Brand>,
    ) -> Result<Self, Diagnostic> {
        let wardrobe = Wardrobe::load(&looks.template, language, brand.as_ref())?;
        let fonts = fonts::load(looks.fonts.as_deref())?;
        Ok(Self { wardrobe, brand, fonts })
    }

    /// The way from results to files, without what follows from an answer.
    pub(crate) fn press<'a>(
        &'a self,
        questionnaire: &'a Questionnaire,
        looks: &'a Looks,
        output: &'a OutputFolder,
    ) -> Press<'a> {
        let brand = self.brand.as_ref();
        Press {
            wardrobe: &self.wardrobe,
            brand,
            fonts: &self.fonts,
            questionnaire,
            paper: looks.paper.or(brand.and_then(|brand| brand.paper)).unwrap_or_default(),
            formats: &looks.formats,
            documents: false,
            individual: false,
            output,
        }
    }
}

/// Everything that turns results into files.
pub(crate) struct Press<'a> {
    /// The templates, the words and the looks.
    pub wardrobe: &'a Wardrobe,
    /// The firm that hands the reports on.
    pub brand: Option<&'a Brand>,
    /// The faces of PDF reports.
    pub fonts: &'a FontSet,
    /// The questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// Paper.
    pub paper: Paper,
    /// Formats, each once.
    pub formats: &'a [RunFormat],
    /// Whether to write the documents that follow from the answer.
    pub documents: bool,
    /// Whether to write a report for each assessed person.
    pub individual: bool,
    /// Where reports go.
    pub output: &'a OutputFolder,
}

/// A report as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    /// What it is.
    pub kind: Kind,
    /// The person it is about.
    pub subject: Option<String>,
    /// The file.
    pub file: WrittenFile,
}

impl Press<'_> {
    /// Writes all reports about one organisation: the leadership report as `SLUG.pdf`, the
    /// documents that follow and the reports for persons in a folder `SLUG`.
    pub(crate) fn organisation(
        &self,
        results: &Results,
        slug: &str,
    ) -> Result<Vec<Written>, Diagnostic> {
        let template = self.wardrobe.template("leadership")?;
        let made = report::leadership(results, self.questionnaire, template, &self.options());
        let mut written = self.write(made, slug, (Kind::Leadership, None))?;
        if self.documents {
            written.extend(self.documents(results, slug)?);
        }
        if self.individual {
            written.extend(self.individuals(results, slug)?);
        }
        Ok(written)
    }

    /// Writes what changed between the waves of an organisation.
    pub(crate) fn change(&self, course: &Course, slug: &str) -> Result<Vec<Written>, Diagnostic> {
        let template = self.wardrobe.template("change")?;
        let made = report::change(course, self.questionnaire, template, &self.options());
        self.write(made, slug, (Kind::Change, None))
    }

    /// Writes the comparison of all organisations.
    pub(crate) fn portfolio(&self, results: &[Results]) -> Result<Vec<Written>, Diagnostic> {
        let template = self.wardrobe.template(PORTFOLIO)?;
        let made = report::portfolio(results, self.questionnaire, template, &self.options());
        self.write(made, PORTFOLIO, (Kind::Portfolio, None))
    }

    fn documents(&self, results: &Results, slug: &str) -> Result<Vec<Written>, Diagnostic> {
        let wording = &self.wardrobe.template("leadership")?.wording;
        let view = report::view(results, self.questionnaire, wording, &self.options());
        let mut written = Vec::new();
        for follow in &view.follow_ups {
            let template = self.wardrobe.template(follow.kind.name())?;
            let made = report::follow_up(results, self.questionnaire, template, (&view, follow));
            let name = format!("{slug}/{}", follow.id);
            written.extend(self.write(made, &name, (Kind::Document(follow.kind), None))?);
        }
        Ok(written)
    }

    fn individuals(&self, results: &Results, slug: &str) -> Result<Vec<Written>, Diagnostic> {
        let template = self.wardrobe.template("individual")?;
        let subjects = results.subjects();
        let names = slugs(subjects.iter().copied());
        let mut written = Vec::new();
        for subject in subjects {
            let (results, options) = (results, self.options());
            let made = report::individual(results, subject, self.questionnaire, template, &options);
            let person = names.get(subject).map_or("person", String::as_str);
            let name = format!("{slug}/individual-{person}");
            let about = Some(subject.to_owned());
            written.extend(self.write(made, &name, (Kind::Individual, about))?);
        }
        Ok(written)
    }

    fn options(&self) -> ReportOptions {
        ReportOptions {
            confidentiality: self.brand.and_then(|brand| brand.confidentiality.clone()),
        }
    }

    /// Writes a document in every format.
    fn write(
        &self,
        made: Result<Document, report::ReportError>,
        name: &str,
        (kind, subject): (Kind, Option<String>),
    ) -> Result<Vec<Written>, Diagnostic> {
        let mut document = made.map_err(|error| templates::problem(&error))?;
        if let Some(brand) = self.brand {
            brand.sign(&mut document);
        }
        let mut written = Vec::new();
        for format in self.formats {
            let Some(printed) = self.print(&document, *format)? else { continue };
            let name = format!("{name}.{}", format.extension());
            let sha256 = self.output.write(&name, &printed.bytes)?;
            let message = self.warnings(&printed.warnings);
            let file = WrittenFile { name, sha256, pages: printed.pages, message };
            written.push(Written { kind, subject: subject.clone(), file });
        }
        Ok(written)
    }

    /// What to know about a report, in its language.
    fn warnings(&self, warnings: &[String]) -> String {
        let messages = Messages::builtin_in(&self.questionnaire.model.language);
        let told: Vec<String> = warnings.iter().map(|text| messages.sentence(text)).collect();
        told.join("; ")
    }

    /// The bytes of a document in one format; `None` for formats of data.
    fn print(&self, document: &Document, format: RunFormat) -> Result<Option<Printed>, Diagnostic> {
        let theme = &self.wardrobe.theme;
        let paper = match self.paper {
            Paper::A4 => PaperSize::A4,
            Paper::Letter => PaperSize::Letter,
        };
        let fault =
            |error: render::RenderError| Diagnostic::error("internal-error", error.to_string());
        Ok(match format {
            RunFormat::Pdf => {
                let pdf = render::pdf_with(document, theme, paper, self.fonts).map_err(fault)?;
                let pages = Some(pdf.pages);
                Some(Printed { bytes: pdf.bytes, pages, warnings: pdf.warnings })
            }
            RunFormat::Html => Some(Printed::text(render::html(document, theme))),
            RunFormat::Md => Some(Printed::text(render::markdown(document))),
            RunFormat::Docx => {
                let docx = render::docx_with(document, theme, paper, self.fonts).map_err(fault)?;
                Some(Printed { bytes: docx, pages: None, warnings: Vec::new() })
            }
            RunFormat::Xlsx | RunFormat::Json => None,
        })
    }
}

/// A report's bytes.
struct Printed {
    bytes: Vec<u8>,
    pages: Option<usize>,
    warnings: Vec<String>,
}

impl Printed {
    fn text(text: String) -> Self {
        Self { bytes: text.into_bytes(), pages: None, warnings: Vec::new() }
    }
}

impl Kind {
    /// The name in `index.csv`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Leadership => "leadership",
            Self::Portfolio => "portfolio",
            Self::Individual => "individual",
            Self::Document(kind) => DocumentKind::name(kind),
            Self::Change => "change",
            Self::Results => "results",
        }
    }
}
