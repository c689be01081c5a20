//! Dot and target: how the competencies of a role stand against their targets.

use super::canvas::{Axis, Canvas, Pen, SMALL};
use crate::questionnaire::Questionnaire;
use crate::report::blocks::{Chart, Inline};
use crate::report::context::{CompetencyView, Values};
use crate::report::measure;
use crate::report::scene::{Ink, Scene};
use crate::report::wording::Wording;

/// Height of a row.
const ROW: f32 = 22.0;

/// Height of a row whose label needs two lines.
const TALL_ROW: f32 = 28.0;

/// Room for the number columns at the right.
const COLUMNS: f32 = 112.0;

/// Room for the score alone, where nothing has a target.
const COLUMN: f32 = 44.0;

/// Height of half a target tick.
const TICK: f32 = 6.5;

/// Draws competencies in the order given: a dot for the others' mean, a bar for its interval, a
/// tick for the target, a ring for the self-rating; the numbers stand in columns. Without targets
/// nothing speaks of them.
pub fn dots(
    competencies: &[CompetencyView],
    title: Inline,
    questionnaire: &Questionnaire,
    wording: &Wording,
    width: f32,
) -> Chart {
    Chart {
        title,
        alt: alternative_text(competencies, wording),
        scene: draw(competencies, questionnaire, wording, width),
    }
}

/// One clause per row, for readers and for the roles chart as well.
pub(super) fn clause(name: &str, values: &Values, wording: &Wording) -> String {
    let mut parts = Vec::new();
    let mut add = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            parts.push(wording.fill(key, &[("value", &value)]));
        }
    };
    add("alt.score", values.shown.score.map(|score| wording.tenths(score)));
    add("alt.interval", wording.interval(values.interval));
    add("alt.target", values.shown.target.map(|target| wording.tenths(target)));
    add("alt.gap", values.shown.gap.map(|gap| wording.tenths(gap)));
    add("alt.self", values.own.and_then(|own| wording.decimal(own)));
    if parts.is_empty() {
        parts.push(wording.text("alt.no_score"));
    }
    format!("{name}: {}", parts.join(", "))
}

/// The marks of one row of values on an axis.
pub(super) fn mark(canvas: &mut Canvas, axis: &Axis, middle: f32, values: &Values) {
    if let Some([low, high]) = values.interval {
        canvas.line((axis.x(low), middle), (axis.x(high), middle), 1.4, Ink::Accent);
    }
    if let Some(target) = values.target {
        let x = axis.x(target);
        canvas.line((x, middle - TICK), (x, middle + TICK), 2.0, Ink::Alert);
    }
    if let Some(own) = values.own {
        canvas.ring((axis.x(own), middle), Ink::Muted);
    }
    if let Some(score) = values.score {
        canvas.dot((axis.x(score), middle), Ink::Accent);
    }
}

/// The numbers under the axis.
pub(super) fn axis_numbers(canvas: &mut Canvas, axis: &Axis, baseline: f32) {
    for tick in axis.ticks() {
        canvas.text((axis.x(tick as f64), baseline), tick.to_string(), Pen::AXIS);
    }
}

/// The axis of a questionnaire's scale between two x positions.
pub(super) fn scale_axis(questionnaire: &Questionnaire, left: f32, right: f32) -> Axis {
    let min = questionnaire.scale.min as f64;
    let max = (questionnaire.scale.max as f64).max(min + 1.0);
    Axis { min, max, left, right }
}

fn draw(
    competencies: &[CompetencyView],
    questionnaire: &Questionnaire,
    wording: &Wording,
    width: f32,
) -> Scene {
    let heads = column_heads(competencies);
    let columns = if heads.len() > 1 { COLUMNS } else { COLUMN };
    let labels = ((width - columns) * 0.5).clamp(60.0, 186.0);
    let axis = scale_axis(questionnaire, labels + 10.0, width - columns);
    let mut canvas = Canvas::new(width);
    let top = head(&mut canvas, &axis, heads, questionnaire, wording);
    let heights: Vec<f32> = competencies.iter().map(|one| row_height(one, labels)).collect();
    let bottom = top + heights.iter().sum::<f32>();
    bands(&mut canvas, &axis, questionnaire, (top, bottom));
    let mut y = top;
    for (competency, height) in competencies.iter().zip(heights) {
        let middle = y + height / 2.0;
        canvas.label(0.0, middle, labels, &competency.short, Pen::LABEL);
        mark(&mut canvas, &axis, middle, &competency.values);
        numbers(&mut canvas, heads, competency, middle);
        y += height;
        canvas.line((0.0, y), (width, y), 0.5, Ink::Rule);
    }
    axis_numbers(&mut canvas, &axis, bottom + 11.0);
    let all: Vec<&Values> = competencies.iter().map(|one| &one.values).collect();
    let end = canvas.note(bottom + 15.0, &legend("legend.dots", &all, wording));
    canvas.finish(end + 1.0)
}

/// What the marks mean: the words under `key`, or those of the marks that are there where nothing
/// has a target.
pub(super) fn legend(key: &str, all: &[&Values], wording: &Wording) -> String {
    if all.iter().any(|values| values.target.is_some()) {
        return wording.text(key);
    }
    let mut parts = vec![wording.text("legend.mean")];
    if all.iter().any(|values| values.interval.is_some()) {
        parts.push(wording.text("legend.range"));
    }
    if all.iter().any(|values| values.own.is_some()) {
        parts.push(wording.text("legend.ring"));
    }
    parts.join(" ")
}

fn row_height(competency: &CompetencyView, labels: f32) -> f32 {
    let lines = measure::wrap(&competency.short, Pen::LABEL.size, labels, 2).len();
    if lines > 1 { TALL_ROW } else { ROW }
}

/// Band words above their bands and the heads of the columns; returns where the rows begin.
fn head(
    canvas: &mut Canvas,
    axis: &Axis,
    columns: &[(&str, f32)],
    questionnaire: &Questionnaire,
    wording: &Wording,
) -> f32 {
    let words: Vec<(f32, f32, String)> = band_spans(axis, questionnaire)
        .into_iter()
        .map(|(left, right, index)| {
            let word = wording.word("band", &questionnaire.bands[index].id);
            (f32::midpoint(left, right), right - left, word)
        })
        .collect();
    let level = levels(&words, axis);
    let rows = level.iter().max().map_or(0, |highest| highest + 1);
    let leading = SMALL * 1.25;
    let baseline = leading * rows.max(1) as f32;
    for ((middle, _, word), level) in words.into_iter().zip(level) {
        let half = measure::width(&word, SMALL, false) / 2.0;
        let x = middle.clamp(axis.left + half, (axis.right - half).max(axis.left + half));
        canvas.text((x, baseline - leading * level as f32), word, Pen::AXIS);
    }
    let width = canvas.width();
    for (key, right) in columns {
        canvas.text((width - right, baseline), wording.text(key), Pen::HEAD);
    }
    baseline + 4.0
}

/// Key of each number column's head, and the distance of its right end from the right edge.
const COLUMN_HEADS: [(&str, f32); 3] =
    [("head.score", 76.0), ("head.target", 36.0), ("head.gap", 0.0)];

/// The same where nothing has a target.
const SCORE_HEAD: [(&str, f32); 1] = [("head.score", 0.0)];

fn column_heads(competencies: &[CompetencyView]) -> &'static [(&'static str, f32)] {
    if competencies.iter().any(|one| one.target.is_some()) { &COLUMN_HEADS } else { &SCORE_HEAD }
}

/// The line on which each band word stands, 0 for the lowest: a word that would touch its left
/// neighbour on a line goes to the next.
fn levels(words: &[(f32, f32, String)], axis: &Axis) -> Vec<usize> {
    let mut ends: Vec<f32> = Vec::new();
    let mut levels = Vec::new();
    for (middle, _, word) in words {
        let half = measure::width(word, SMALL, false) / 2.0;
        let x = middle.clamp(axis.left + half, (axis.right - half).max(axis.left + half));
        let free = ends.iter().position(|end| *end + 3.0 <= x - half);
        let level = free.unwrap_or(ends.len());
        if free.is_none() {
            ends.push(0.0);
        }
        ends[level] = x + half;
        levels.push(level);
    }
    levels
}

/// Left and right end of each band that reaches into the scale, with its index.
fn band_spans(axis: &Axis, questionnaire: &Questionnaire) -> Vec<(f32, f32, usize)> {
    let bands = &questionnaire.bands;
    let mut spans = Vec::new();
    for (index, band) in bands.iter().enumerate() {
        let end = bands.get(index + 1).map_or(axis.max, |next| next.from);
        let (left, right) = (axis.x(band.from), axis.x(end));
        if right - left > 0.5 {
            spans.push((left, right, index));
        }
    }
    spans
}

fn bands(canvas: &mut Canvas, axis: &Axis, questionnaire: &Questionnaire, rows: (f32, f32)) {
    const INKS: [Ink; 4] = [Ink::Band1, Ink::Band2, Ink::Band3, Ink::Band4];
    let last = questionnaire.bands.len().saturating_sub(1).max(1);
    for (left, right, index) in band_spans(axis, questionnaire) {
        let ink = INKS[(index * 3 / last).min(3)];
        canvas.rect((left, rows.0), (right - left, rows.1 - rows.0), ink);
    }
}

fn numbers(canvas: &mut Canvas, columns: &[(&str, f32)], competency: &CompetencyView, middle: f32) {
    let baseline = middle + Pen::VALUE.size * 0.36;
    let gap_pen = if competency.notable {
        Pen { strong: true, ..Pen::VALUE }.ink(Ink::Alert)
    } else {
        Pen::VALUE
    };
    let pens = [Pen { strong: true, ..Pen::VALUE }, Pen::VALUE.ink(Ink::Muted), gap_pen];
    let texts = [&competency.score, &competency.target, &competency.gap];
    let width = canvas.width();
    for (((_, right), pen), text) in columns.iter().zip(pens).zip(texts) {
        canvas.text((width - right, baseline), text.clone().unwrap_or_else(|| "–".into()), pen);
    }
}

/// Key of the words around the rows' clauses.
pub(super) fn alternative(targets: bool) -> &'static str {
    if targets { "alt.dots" } else { "alt.scores" }
}

fn alternative_text(competencies: &[CompetencyView], wording: &Wording) -> String {
    let clauses: Vec<String> =
        competencies.iter().map(|one| clause(&one.short, &one.values, wording)).collect();
    let targets = competencies.iter().any(|one| one.target.is_some());
    wording.fill(alternative(targets), &[("rows", &clauses.join("; "))])
}
