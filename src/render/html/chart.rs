//! Charts as SVG.

use super::escape::{inline, is_blank, plain, text};
use super::flow::Writer;
use super::narrow::narrow;
use super::style::class;
use crate::report::blocks::Chart;
use crate::report::scene::{Anchor, Mark, Scene};
use std::fmt::Write;

/// Charts up to this width in points fit a narrow screen and never scroll.
const NARROW: f32 = 260.0;

impl Writer<'_> {
    /// A figure: its message and the drawing with its alternative text.
    pub(super) fn chart(&mut self, chart: &Chart) {
        let title = plain(&chart.title);
        let alt = [chart.alt.as_str(), title.as_str(), self.heading.as_str()]
            .into_iter()
            .map(str::trim)
            .find(|words| !words.is_empty())
            .unwrap_or(&self.labels.chart)
            .to_owned();
        self.out.push_str("<figure>\n");
        if !is_blank(&chart.title) {
            let _ = writeln!(self.out, "<figcaption>{}</figcaption>", inline(&chart.title));
        }
        if chart.scene.width > 0.0 && chart.scene.height > 0.0 {
            self.drawing(&chart.scene, &title, &alt);
        } else {
            let _ = writeln!(self.out, "<p>{}: {}</p>", text(&self.labels.chart), text(&alt));
        }
        self.out.push_str("</figure>\n");
    }

    /// The drawing; where it is too wide for a narrow screen, another one for that, else it
    /// scrolls there and its alternative text stands below it.
    fn drawing(&mut self, scene: &Scene, title: &str, alt: &str) {
        if finite(scene.width) <= NARROW {
            self.svg(scene, "", alt);
        } else if let Some(narrow) = narrow(scene) {
            self.svg(scene, " class=\"wide\"", alt);
            self.svg(&narrow, " class=\"narrow\"", alt);
        } else {
            let message = if title.trim().is_empty() { self.heading.as_str() } else { title };
            let name = format!("{}: {message}", self.labels.chart);
            self.start_scroll(name.trim_end_matches(": "));
            self.svg(scene, "", alt);
            self.end_scroll();
            let (words, alt) = (text(&self.labels.words), text(alt));
            let _ = writeln!(
                self.out,
                "<details class=\"words\"><summary>{words}</summary><p>{alt}</p></details>"
            );
        }
    }

    fn svg(&mut self, scene: &Scene, class: &str, alt: &str) {
        let (width, height) = (number(scene.width), number(scene.height));
        let rem = number(finite(scene.width) / 10.0);
        let alt = text(alt);
        let _ = writeln!(
            self.out,
            "<svg{class} viewBox=\"0 0 {width} {height}\" style=\"--wide:{rem}rem\" role=\"img\" aria-label=\"{alt}\">"
        );
        for mark in &scene.marks {
            self.out.push_str(&paint(mark));
        }
        self.out.push_str("</svg>\n");
    }
}

/// One mark as an element.
fn paint(mark: &Mark) -> String {
    match mark {
        Mark::Line { from, to, width, ink } => format!(
            "<line class=\"{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke-width=\"{}\"/>\n",
            class(*ink),
            number(from.0),
            number(from.1),
            number(to.0),
            number(to.1),
            length(*width)
        ),
        Mark::Rect { at, size, ink } => format!(
            "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n",
            class(*ink),
            number(at.0),
            number(at.1),
            length(size.0),
            length(size.1)
        ),
        Mark::Circle { centre, radius, ring, ink } => {
            let (hollow, line) = ring.map_or_else(
                || ("", String::new()),
                |width| (" ring", format!(" stroke-width=\"{}\"", length(width))),
            );
            format!(
                "<circle class=\"{}{hollow}\" cx=\"{}\" cy=\"{}\" r=\"{}\"{line}/>\n",
                class(*ink),
                number(centre.0),
                number(centre.1),
                length(*radius)
            )
        }
        Mark::Polygon { points, ink } => {
            let corners: Vec<String> =
                points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
            format!("<polygon class=\"{}\" points=\"{}\"/>\n", class(*ink), corners.join(" "))
        }
        Mark::Text { .. } => letters(mark),
    }
}

fn letters(mark: &Mark) -> String {
    let Mark::Text { at, text: words, size, strong, anchor, ink } = mark else {
        return String::new();
    };
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let weight = if *strong { " font-weight=\"600\"" } else { "" };
    format!(
        "<text class=\"{}\" x=\"{}\" y=\"{}\" font-size=\"{}\"{weight}{anchor}>{}</text>\n",
        class(*ink),
        number(at.0),
        number(at.1),
        number(finite(*size).max(0.1)),
        text(words)
    )
}

/// A drawing's number, or 0 where the chart builder divided by nothing.
fn finite(value: f32) -> f32 {
    if value.is_finite() { value.clamp(-1e5, 1e5) } else { 0.0 }
}

/// A number with at most two decimals.
fn number(value: f32) -> String {
    let rounded = (f64::from(finite(value)) * 100.0).round() / 100.0;
    // Zero has one sign.
    format!("{}", rounded + 0.0)
}

fn length(value: f32) -> String {
    number(finite(value).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_always_numbers() {
        assert_eq!(number(1.0 / 3.0), "0.33");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(f32::NAN), "0");
        assert_eq!(length(-2.0), "0");
    }
}
