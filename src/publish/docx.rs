//! A form on paper, as a Word document: one table per competency, a column per point.

use super::failed;
use super::form::{Choice, Form, Kind, Question, Section, Statement};
use crate::diagnostic::Diagnostic;
use crate::layout::{PaperSize, Theme};
use crate::render::docx::docx;
use crate::report::blocks::{Align, Block, Document, Inline, Span, Table, TextStyle};

/// What stands before something that can be ticked.
const BOX: &str = "[  ] ";
/// What stands where something is to be written.
const LINE: &str = "________________________________________";

pub(super) fn write(form: &Form) -> Result<Vec<u8>, Diagnostic> {
    let mut blocks = vec![
        Block::Heading { level: 1, text: plain(form.title.own()), bookmark: None },
        paragraph(form.purpose.own(), TextStyle::Lead),
        paragraph(form.print_hint.own(), TextStyle::Note),
    ];
    for section in &form.sections {
        blocks.extend(section_blocks(form, section));
    }
    blocks.retain(|block| !matches!(block, Block::Paragraph { text, .. } if text.is_empty()));
    let document = Document {
        title: form.title.own().to_owned(),
        language: form.languages.first().cloned().unwrap_or_default(),
        // A fixed date keeps the bytes the same; a form has none.
        date: "2000-01-01".to_owned(),
        blocks,
        ..Document::default()
    };
    docx(&document, &Theme::default(), PaperSize::A4).map_err(|error| failed(&error))
}

fn plain(text: &str) -> Inline {
    if text.is_empty() {
        return Inline::new();
    }
    vec![Span { text: text.to_owned(), ..Span::default() }]
}

fn strong(text: &str) -> Inline {
    vec![Span { text: text.to_owned(), strong: true, ..Span::default() }]
}

fn paragraph(text: &str, style: TextStyle) -> Block {
    Block::Paragraph { text: plain(text), style }
}

fn section_blocks(form: &Form, section: &Section) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading { level: 2, text: plain(section.title.own()), bookmark: None },
        paragraph(section.hint.own(), TextStyle::Note),
    ];
    for question in &section.questions {
        blocks.extend(question_blocks(form, question));
    }
    blocks
}

fn question_blocks(form: &Form, question: &Question) -> Vec<Block> {
    let text = Block::Paragraph { text: strong(question.text.own()), style: TextStyle::Body };
    let list = |list: &[Choice]| Block::List {
        ordered: false,
        items: list.iter().map(|one| plain(&format!("{BOX}{}", one.label.own()))).collect(),
    };
    match &question.kind {
        Kind::Matrix(statements) => vec![matrix(form, question.text.own(), statements)],
        Kind::Text | Kind::Number => vec![text, paragraph(LINE, TextStyle::Body)],
        Kind::Long => {
            vec![text, paragraph(LINE, TextStyle::Body), paragraph(LINE, TextStyle::Body)]
        }
        Kind::One(choices) | Kind::Many(choices) => vec![text, list(choices)],
    }
}

/// Statements with an empty cell under every point.
fn matrix(form: &Form, asked: &str, statements: &[Statement]) -> Block {
    let points = form.scale.len();
    let share = 0.58 / points.max(1) as f32;
    let mut head = vec![strong(asked)];
    head.extend(form.scale.iter().map(|one| plain(one.label.own())));
    let row = |one: &Statement| {
        let id = Span { text: one.id.clone(), muted: true, ..Span::default() };
        let mut cells = vec![vec![plain(one.text.own()), vec![id]]];
        cells.extend(std::iter::repeat_n(vec![plain("[  ]")], points));
        cells
    };
    let mut widths = vec![0.42];
    widths.extend(std::iter::repeat_n(share, points));
    Block::Table(Table {
        summary: asked.to_owned(),
        head,
        align: vec![Align::Left; points + 1],
        widths,
        rows: statements.iter().map(row).collect(),
        row_heads: true,
        tints: Vec::new(),
    })
}
