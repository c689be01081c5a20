//! Charts: a scene painted as one figure with its alternative text, in a report or alone.

use super::LayoutError;
use super::font_set::FontSet;
use super::fonts::{Fonts, Weight};
use super::furniture::missing_warning;
use super::lines::Fit;
use super::pages::{Item, Kid, NodeId, Page, Pages, Role, Sequence, Tag};
use super::setter::{Look, Place, Setter, plain, space_out, text_slabs};
use super::shaping::Figures;
use super::slab::{Joint, Slab};
use super::theme::{PaperSize, Theme, TypeStyle};
use crate::report::blocks::Chart;
use crate::report::scene::{Anchor, Ink, Mark, Scene};

/// A chart's drawing alone, on one page of its size: no message, running head or foot. In a
/// language that runs from right to left it is the mirror image, as on pages.
///
/// # Errors
///
/// [`LayoutError::Font`] when a built-in font cannot be read.
pub fn draw(
    chart: &Chart,
    theme: &Theme,
    fonts: &FontSet,
    language: &str,
) -> Result<Pages, LayoutError> {
    let faces = Fonts::new(fonts)?;
    let mut setter = Setter::new(theme, PaperSize::default(), &faces, language);
    let size = (finite(chart.scene.width).max(0.0), finite(chart.scene.height).max(0.0));
    let figure = setter.node(NodeId(0), Role::Figure);
    let mut items = setter.marks(&chart.scene, 1.0);
    let right_to_left = setter.base.is_rtl();
    if right_to_left {
        for item in &mut items {
            item.mirror(size.0);
        }
    }
    let mut nodes = setter.nodes;
    if let Some(node) = nodes.get_mut(figure.0) {
        node.alt = Some(chart.alt.clone());
        node.kids.push(Kid::Content { page: 0, sequence: 0 });
    }
    let sequences = vec![Sequence { tag: Tag::Content(figure), items }];
    Ok(Pages {
        size,
        pages: vec![Page { sequences }],
        nodes,
        outline: Vec::new(),
        fonts: fonts.clone(),
        right_to_left,
        warnings: missing_warning(&setter.missing.into_iter().collect::<Vec<_>>()),
    })
}

impl Setter<'_> {
    /// The slabs of a chart: its message, then the drawing, shrunk where it is too wide.
    pub(super) fn chart(&mut self, chart: &Chart, place: Place) -> Vec<Slab> {
        let mut slabs = self.chart_title(chart, place);
        let figure = self.node(place.parent, Role::Figure);
        let alt = if chart.alt.trim().is_empty() { plain(&chart.title) } else { chart.alt.clone() };
        let alt = if alt.trim().is_empty() { "Chart".to_owned() } else { alt };
        self.nodes[figure.0].alt = Some(alt);
        let scale = self.scale(&chart.scene, place.width);
        let items = self.marks(&chart.scene, scale);
        let height = finite(chart.scene.height).max(0.0) * scale;
        slabs.push(Slab::of(height, Tag::Content(figure), items));
        space_out(&mut slabs, 6.0, 14.0);
        slabs
    }

    fn chart_title(&mut self, chart: &Chart, place: Place) -> Vec<Slab> {
        if plain(&chart.title).trim().is_empty() {
            return Vec::new();
        }
        let node = self.node(place.parent, Role::Paragraph);
        let look = Look::new(self.theme.sizes.body, Ink::Text, Weight::Strong);
        let lines = self.lines(&chart.title, look, place.width, Fit::Balanced);
        let mut slabs = text_slabs(node, lines, 0.0);
        for slab in &mut slabs {
            slab.joint = Joint::Keep;
        }
        space_out(&mut slabs, 16.0, 6.0);
        slabs
    }

    /// 1 where the drawing fits the width and a page's height, else what makes it fit.
    fn scale(&self, scene: &Scene, width: f32) -> f32 {
        // The last points of a page leave room for the chart's title.
        let height = self.frame().height() - 60.0;
        let fit = |space: f32, size: f32| if size > space { space / size } else { 1.0 };
        fit(width, finite(scene.width)).min(fit(height, finite(scene.height)))
    }

    fn marks(&mut self, scene: &Scene, scale: f32) -> Vec<Item> {
        let mut items = Vec::new();
        for mark in &scene.marks {
            self.paint_mark(mark, scale, &mut items);
        }
        items
    }

    fn paint_mark(&mut self, mark: &Mark, scale: f32, out: &mut Vec<Item>) {
        let point = |(x, y): (f32, f32)| (finite(x) * scale, finite(y) * scale);
        let length = |value: f32| finite(value).max(0.0) * scale;
        match mark {
            Mark::Line { from, to, width, ink } => out.push(Item::Line {
                from: point(*from),
                to: point(*to),
                width: length(*width),
                colour: self.colour(*ink),
            }),
            Mark::Rect { at, size, ink } => out.push(Item::Rect {
                at: point(*at),
                size: (length(size.0), length(size.1)),
                colour: self.colour(*ink),
            }),
            Mark::Circle { centre, radius, ring, ink } => {
                let half = ring.map_or(0.0, |width| finite(width) / 2.0);
                let disc = |radius, colour| Item::Circle {
                    centre: point(*centre),
                    radius: length(radius),
                    colour,
                };
                out.push(disc(radius + half, self.colour(*ink)));
                if ring.is_some() {
                    out.push(disc(radius - half, self.colour(Ink::Paper)));
                }
            }
            Mark::Polygon { points, ink } => out.push(Item::Polygon {
                points: points.iter().map(|corner| point(*corner)).collect(),
                colour: self.colour(*ink),
            }),
            Mark::Text { .. } => out.extend(self.scene_text(mark, scale)),
        }
    }

    fn scene_text(&mut self, mark: &Mark, scale: f32) -> Vec<Item> {
        let Mark::Text { at, text, size, strong, anchor, ink } = mark else { return Vec::new() };
        let weight = if *strong { Weight::Strong } else { Weight::Regular };
        let size = finite(*size).max(0.1) * scale;
        let style = TypeStyle { size, leading: size, tracking: 0.0 };
        let mut look = Look::new(style, *ink, weight);
        if is_number(text) {
            look.figures = Figures::Tabular;
        }
        let line = self.unbroken(text, look);
        let shift = match anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => line.width / 2.0,
            Anchor::End => line.width,
        };
        let baseline = self.fonts.baseline(size, size);
        line.items(finite(at.0) * scale - shift, finite(at.1) * scale - baseline)
    }
}

/// Figures below each other line up; figures within words keep their own widths.
fn is_number(text: &str) -> bool {
    text.chars().all(|character| !character.is_alphabetic())
}

/// A drawing's number, or 0 where the chart builder divided by nothing.
fn finite(value: f32) -> f32 {
    if value.is_finite() { value.clamp(-1e5, 1e5) } else { 0.0 }
}
