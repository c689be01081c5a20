//! How often each plan comes first.

use super::canvas::{Canvas, Pen};
use crate::report::blocks::{Chart, Inline};
use crate::report::context::PlanView;
use crate::report::scene::Ink;
use crate::report::wording::Wording;

/// Draws a bar per plan in the order given; the first is the recommended one and is darker.
pub fn acceptability(plans: &[PlanView], title: Inline, wording: &Wording, width: f32) -> Chart {
    let mut canvas = Canvas::new(width);
    let labels = (width * 0.52).min(260.0);
    let left = labels + 14.0;
    let room = width - left - 46.0;
    let longest = plans.iter().map(|plan| plan.raw_first).fold(0.01, f64::max);
    let mut y = 0.0;
    for (index, plan) in plans.iter().enumerate() {
        let pen = if index == 0 { Pen::STRONG } else { Pen::LABEL };
        let lines = pen.wrap(&plan.label, labels, 2).len();
        let height = if lines > 1 { 27.0 } else { 21.0 };
        let middle = y + height / 2.0;
        canvas.label(0.0, middle, labels, &plan.label, pen);
        let bar = room * share(plan.raw_first / longest);
        let ink = if index == 0 { Ink::Accent } else { Ink::AccentLight };
        canvas.rect((left, middle - 5.0), (bar, 10.0), ink);
        canvas.text((left + bar + 6.0, middle + 3.3), plan.first.clone(), pen);
        y += height;
    }
    canvas.line((left, 0.0), (left, y), 0.8, Ink::Text);
    Chart { title, alt: alternative_text(plans, wording), scene: canvas.finish(y + 1.0) }
}

/// A share from 0 to 1, 0 where it is no number.
fn share(value: f64) -> f32 {
    if value.is_finite() { value.clamp(0.0, 1.0) as f32 } else { 0.0 }
}

fn alternative_text(plans: &[PlanView], wording: &Wording) -> String {
    let rows: Vec<String> = plans
        .iter()
        .map(|plan| wording.fill("alt.plan", &[("plan", &plan.label), ("n", &plan.first)]))
        .collect();
    wording.fill("alt.acceptability", &[("rows", &rows.join("; "))])
}
