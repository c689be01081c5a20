//! Roles or people against their targets, small: for the first page and for candidates.

use super::canvas::{Canvas, Pen};
use super::dots::{alternative, axis_numbers, clause, legend, mark, scale_axis};
use crate::questionnaire::Questionnaire;
use crate::report::blocks::{Chart, Inline};
use crate::report::context::{RoleView, SubjectView, Values};
use crate::report::measure;
use crate::report::scene::{Anchor, Ink};
use crate::report::wording::Wording;

/// Height of a row.
const ROW: f32 = 26.0;

/// A role or a person.
struct Standing<'a> {
    name: &'a str,
    score: Option<&'a String>,
    target: Option<&'a String>,
    values: &'a Values,
}

/// Draws one row per role: dot, interval, target tick, self ring; score and target printed.
pub fn roles(
    roles: &[RoleView],
    title: Inline,
    questionnaire: &Questionnaire,
    wording: &Wording,
    width: f32,
) -> Chart {
    let rows: Vec<Standing<'_>> = roles
        .iter()
        .map(|role| Standing {
            name: &role.short,
            score: role.score.as_ref(),
            target: role.target.as_ref(),
            values: &role.values,
        })
        .collect();
    chart(&rows, title, questionnaire, wording, width)
}

/// The same for assessed people.
pub fn people(
    people: &[&SubjectView],
    title: Inline,
    questionnaire: &Questionnaire,
    wording: &Wording,
    width: f32,
) -> Chart {
    let rows: Vec<Standing<'_>> = people
        .iter()
        .map(|person| Standing {
            name: &person.name,
            score: person.score.as_ref(),
            target: person.target.as_ref(),
            values: &person.values,
        })
        .collect();
    chart(&rows, title, questionnaire, wording, width)
}

fn chart(
    rows: &[Standing<'_>],
    title: Inline,
    questionnaire: &Questionnaire,
    wording: &Wording,
    width: f32,
) -> Chart {
    let widest =
        rows.iter().map(|row| measure::width(row.name, Pen::STRONG.size, true)).fold(0.0, f32::max);
    let labels = widest.clamp(24.0, width * 0.3);
    let targets = rows.iter().any(|row| row.target.is_some());
    // Right ends of the numbers, from the right edge; without targets the scores stand there.
    let heads: &[(&str, f32)] = if targets {
        &[("head.score", 40.0), ("head.target", 0.0)]
    } else {
        &[("head.score", 0.0)]
    };
    let axis = scale_axis(questionnaire, labels + 14.0, width - if targets { 78.0 } else { 38.0 });
    let mut canvas = Canvas::new(width);
    let top = 12.0;
    let bottom = top + ROW * rows.len() as f32;
    for tick in axis.ticks() {
        let x = axis.x(tick as f64);
        canvas.line((x, top), (x, bottom), 0.5, Ink::Rule);
    }
    for (key, right) in heads {
        canvas.text((width - right, 8.0), wording.text(key), Pen::HEAD);
    }
    for (index, row) in rows.iter().enumerate() {
        let middle = top + ROW * (index as f32 + 0.5);
        canvas.label(0.0, middle, labels, row.name, Pen::STRONG);
        mark(&mut canvas, &axis, middle, row.values);
        let baseline = middle + Pen::VALUE.size * 0.36;
        let pens = [Pen::STRONG.anchor(Anchor::End), Pen::VALUE.ink(Ink::Muted)];
        for (((_, right), pen), text) in heads.iter().zip(pens).zip([row.score, row.target]) {
            let text = text.cloned().unwrap_or_else(|| "–".into());
            canvas.text((width - right, baseline), text, pen);
        }
    }
    axis_numbers(&mut canvas, &axis, bottom + 10.0);
    let all: Vec<&Values> = rows.iter().map(|row| row.values).collect();
    let end = canvas.note(bottom + 12.0, &legend("legend.roles", &all, wording));
    let clauses: Vec<String> =
        rows.iter().map(|row| clause(row.name, row.values, wording)).collect();
    Chart {
        title,
        alt: wording.fill(alternative(targets), &[("rows", &clauses.join("; "))]),
        scene: canvas.finish(end + 1.0),
    }
}
