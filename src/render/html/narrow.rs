//! A drawing for a narrow screen: labels at its left edge move above what they label, and what
//! remains is narrow enough to be read without scrolling.

use crate::report::scene::{Anchor, Ink, Mark, Scene};

/// Widest result in points; wider ones would be too small on a telephone.
const WIDEST: f32 = 320.0;

/// Least share of the width that labels must take for a fold to be worth it.
const LABELS: f32 = 0.2;

/// Baselines closer than this are lines of one label.
const LEADING: f32 = 12.5;

/// Distance between a label's top and the marks of its row that reach higher.
const ABOVE: f32 = 3.0;

/// Marks taller than this stand behind several rows.
const TALL: f32 = 18.0;

/// Width of a letter as a share of the size, on the safe side.
const LETTER: f32 = 0.56;

/// The folded drawing, where the labels' column can be told from the rest.
pub(super) fn narrow(scene: &Scene) -> Option<Scene> {
    let fold = fold(scene)?;
    let width = scene.width - fold;
    if fold < scene.width * LABELS || width > WIDEST {
        return None;
    }
    let rows = rows(scene, (indent(scene, fold), width));
    let down =
        |y: f32| y + rows.iter().filter(|row| row.from <= y).map(|row| row.height).sum::<f32>();
    let place = |(x, y): (f32, f32)| ((x - fold).max(0.0), down(y));
    let rest = scene.marks.iter().filter(|mark| label(mark).is_none());
    let mut marks: Vec<Mark> = rest.map(|mark| moved(mark.clone(), &place)).collect();
    let mut shift = 0.0;
    for row in &rows {
        let lines = row.lines.iter().cloned();
        marks.extend(lines.map(|line| moved(line, &|(x, y)| (x, y + row.from + shift))));
        shift += row.height;
    }
    Some(Scene { width, height: down(scene.height), marks })
}

/// Labels keep away from an axis or a background that stands at the left.
fn indent(scene: &Scene, fold: f32) -> f32 {
    let tall = |mark: &Mark| match mark {
        Mark::Line { from, to, .. } => (from.1 - to.1).abs() > TALL,
        Mark::Rect { size, .. } => size.1 > TALL,
        _ => false,
    };
    let ends = scene.marks.iter().filter(|mark| tall(mark)).map(|mark| left_end(mark) - fold);
    let near = ends.filter(|x| (0.0..8.0).contains(x)).fold(f32::NEG_INFINITY, f32::max);
    if near.is_finite() { near + 5.0 } else { 0.0 }
}

/// How a label looks.
#[derive(Clone, Copy, PartialEq)]
struct Pen {
    size: f32,
    strong: bool,
    ink: Ink,
}

/// A label: baseline, look and text of a text at the left edge.
fn label(mark: &Mark) -> Option<(f32, Pen, &str)> {
    match mark {
        Mark::Text { at, text, size, strong, anchor: Anchor::Start, ink } if at.0 < 1.0 => {
            Some((at.1, Pen { size: *size, strong: *strong, ink: *ink }, text))
        }
        _ => None,
    }
}

/// Where the rest begins: the leftmost mark that does not start at the left edge, as rules do.
fn fold(scene: &Scene) -> Option<f32> {
    let rest = scene.marks.iter().filter(|mark| label(mark).is_none()).map(left_end);
    let least = rest.filter(|x| *x >= 1.0).fold(f32::INFINITY, f32::min);
    (least.is_finite() && scene.height.is_finite()).then_some(least)
}

fn left_end(mark: &Mark) -> f32 {
    match mark {
        Mark::Line { from, to, .. } => from.0.min(to.0),
        Mark::Rect { at, .. } => at.0,
        Mark::Circle { centre, radius, .. } => centre.0 - radius,
        Mark::Polygon { points, .. } => {
            points.iter().map(|point| point.0).fold(f32::INFINITY, f32::min)
        }
        Mark::Text { at, text, size, anchor, .. } => {
            let width = text.chars().count() as f32 * size * LETTER;
            match anchor {
                Anchor::Start => at.0,
                Anchor::Middle => at.0 - width / 2.0,
                Anchor::End => at.0 - width,
            }
        }
    }
}

/// A label and the room that opens for it.
struct Row {
    /// Everything from here on moves down.
    from: f32,
    /// By this much.
    height: f32,
    /// The label's lines, from the top of the room.
    lines: Vec<Mark>,
}

fn rows(scene: &Scene, room: (f32, f32)) -> Vec<Row> {
    let mut labels: Vec<(f32, Pen, &str)> = scene.marks.iter().filter_map(label).collect();
    labels.sort_by(|one, two| one.0.total_cmp(&two.0));
    let mut groups: Vec<Vec<(f32, Pen, &str)>> = Vec::new();
    for one in labels {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|last| one.0 - last.0 <= LEADING) => {
                group.push(one);
            }
            _ => groups.push(vec![one]),
        }
    }
    groups.iter().filter_map(|group| row(group, room)).collect()
}

/// A label of one or more lines; lines that look the same are broken anew.
fn row(lines: &[(f32, Pen, &str)], room: (f32, f32)) -> Option<Row> {
    let (baseline, pen, _) = lines.first()?;
    let mut row = Row { from: baseline - pen.size * 0.8 - ABOVE, height: ABOVE, lines: Vec::new() };
    for same in lines.chunk_by(|one, two| one.1 == two.1) {
        let words: Vec<&str> = same.iter().map(|(_, _, text)| *text).collect();
        if let Some((_, pen, _)) = same.first() {
            row.add(&words.join(" "), *pen, room);
        }
    }
    Some(row)
}

impl Row {
    /// Adds a text, broken where it is wider than the drawing.
    fn add(&mut self, text: &str, pen: Pen, (indent, width): (f32, f32)) {
        let Pen { size, strong, ink } = pen;
        let most = ((width - indent) / (size * LETTER)).max(8.0) as usize;
        let mut lines = vec![String::new()];
        for word in text.split(' ') {
            match lines.last_mut() {
                Some(line) if line.is_empty() => line.push_str(word),
                Some(line) if line.chars().count() + word.chars().count() < most => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        for text in lines {
            self.height += size * 1.25;
            let at = (indent, self.height - size * 0.25);
            self.lines.push(Mark::Text { at, text, size, strong, anchor: Anchor::Start, ink });
        }
    }
}

/// A mark with every one of its points moved.
fn moved(mut mark: Mark, place: &dyn Fn((f32, f32)) -> (f32, f32)) -> Mark {
    match &mut mark {
        Mark::Line { from, to, .. } => {
            *from = place(*from);
            *to = place(*to);
        }
        Mark::Rect { at, size, .. } => {
            let end = place((at.0 + size.0, at.1 + size.1));
            *at = place(*at);
            *size = (end.0 - at.0, end.1 - at.1);
        }
        Mark::Circle { centre, .. } => *centre = place(*centre),
        Mark::Polygon { points, .. } => points.iter_mut().for_each(|point| *point = place(*point)),
        Mark::Text { at, .. } => *at = place(*at),
    }
    mark
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(at: (f32, f32), words: &str, anchor: Anchor) -> Mark {
        let (text, ink) = (words.to_owned(), Ink::Text);
        Mark::Text { at, text, size: 9.0, strong: false, anchor, ink }
    }

    #[test]
    fn labels_move_above_their_rows() {
        let bar = |y| Mark::Rect { at: (200.0, y), size: (150.0, 8.0), ink: Ink::Accent };
        let marks = vec![
            text((0.0, 10.0), "First", Anchor::Start),
            bar(3.0),
            text((480.0, 10.0), "1", Anchor::End),
            text((0.0, 36.0), "Second", Anchor::Start),
            bar(29.0),
        ];
        let folded = narrow(&Scene { width: 480.0, height: 50.0, marks }).expect("a fold");
        assert_eq!(folded.width, 280.0);
        let at: Vec<f32> = folded
            .marks
            .iter()
            .map(|mark| match mark {
                Mark::Rect { at, .. } | Mark::Text { at, .. } => at.1,
                _ => 0.0,
            })
            .collect();
        let (bars, labels) = ([at[0], at[2]], [at[3], at[4]]);
        assert!(labels[0] < bars[0] && bars[0] < labels[1] && labels[1] < bars[1], "{at:?}");
        assert_eq!(bars[0] - 3.0, ABOVE + 9.0 * 1.25);
    }

    #[test]
    fn drawings_without_a_column_of_labels_stay_as_they_are() {
        let only = text((0.0, 10.0), "First", Anchor::Start);
        assert_eq!(narrow(&Scene { width: 480.0, height: 50.0, marks: vec![only] }), None);
        let near = Mark::Circle { centre: (20.0, 9.0), radius: 3.0, ring: None, ink: Ink::Text };
        assert_eq!(narrow(&Scene { width: 480.0, height: 50.0, marks: vec![near] }), None);
    }
}
