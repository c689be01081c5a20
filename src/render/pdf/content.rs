//! Marks as drawing operations, each sequence between its marked-content brackets.

use super::embedding::{Embedded, EmbeddedFont};
use super::picture;
use super::structure::{role_name, utf16};
use crate::layout::{Colour, Glyph, Item, Node, Page, Role, SetText, Tag};
use printpdf::{
    Codepoint, Color, DictItem, Line, LinePoint, Op, PaintMode, Point, Polygon, PolygonRing, Pt,
    Rect, Rgb, TextItem, TextMatrix, WindingOrder, XObjectTransform,
};
use std::collections::BTreeMap;

/// The operations of one page of the given height.
pub(super) fn operations(page: &Page, height: f32, nodes: &[Node], fonts: &Embedded) -> Vec<Op> {
    let mut painter = Painter { height, fonts, out: Vec::new(), fill: None };
    let mut next = 0;
    for sequence in &page.sequences {
        painter.out.push(match sequence.tag {
            Tag::Artifact => begin("Artifact", BTreeMap::new()),
            Tag::Content(id) => {
                let role = nodes.get(id.0).map_or(Role::Paragraph, |node| node.role);
                next += 1;
                let number = DictItem::Int(next - 1);
                begin(role_name(role), BTreeMap::from([("MCID".to_owned(), number)]))
            }
        });
        sequence.items.iter().for_each(|item| painter.paint(item));
        painter.out.push(Op::EndMarkedContent);
    }
    painter.out
}

fn begin(tag: &str, map: BTreeMap<String, DictItem>) -> Op {
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties: DictItem::Dict { map } }
}

struct Painter<'a> {
    height: f32,
    fonts: &'a Embedded,
    out: Vec<Op>,
    /// Colour that is already set.
    fill: Option<Colour>,
}

impl Painter<'_> {
    fn paint(&mut self, item: &Item) {
        match item {
            Item::Text(text) => self.text(text),
            Item::Line { from, to, width, colour } => self.line(*from, *to, *width, *colour),
            Item::Rect { at, size, colour } => self.rect(*at, *size, *colour),
            Item::Circle { centre, radius, colour } => self.circle(*centre, *radius, *colour),
            Item::Polygon { points, colour } => {
                let points = points.iter().map(|corner| self.point(*corner, false)).collect();
                self.polygon(points, *colour);
            }
            Item::Picture { at, size, .. } => self.picture(*at, *size),
        }
    }

    fn picture(&mut self, (x, y): (f32, f32), (width, height): (f32, f32)) {
        let transform = XObjectTransform {
            translate_x: Some(Pt(x)),
            translate_y: Some(Pt(self.height - y - height)),
            scale_x: Some(width),
            scale_y: Some(height),
            no_auto_scale: true,
            ..XObjectTransform::default()
        };
        self.out.push(Op::UseXobject { id: picture::id(), transform });
    }

    fn text(&mut self, text: &SetText) {
        let Some(font) = self.fonts.fonts.get(&text.face) else { return };
        self.set_fill(text.colour);
        self.out.push(Op::StartTextSection);
        self.out.push(Op::SetFont { font: font.handle(), size: Pt(text.size) });
        let mut x = text.at.0;
        for (told, glyphs) in font.words.pieces(&text.run) {
            if let Some(told) = &told {
                let told = DictItem::String { data: utf16(told), literal: false };
                self.out.push(begin("Span", BTreeMap::from([("ActualText".to_owned(), told)])));
            }
            x = self.glyphs(glyphs, (x, self.height - text.at.1), text, font);
            if told.is_some() {
                self.out.push(Op::EndMarkedContent);
            }
        }
        self.out.push(Op::EndTextSection);
    }

    /// Shows glyphs; gives where the pen stands after them.
    fn glyphs(
        &mut self,
        glyphs: &[Glyph],
        (mut x, y): (f32, f32),
        text: &SetText,
        font: &EmbeddedFont,
    ) -> f32 {
        // A glyph that is raised (an accent) needs a text matrix of its own.
        for raised in glyphs.chunk_by(|one, two| one.offset.1 == two.offset.1) {
            let rise = raised.first().map_or(0.0, |glyph| glyph.offset.1) * text.size;
            let matrix = TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, y + rise]);
            self.out.push(Op::SetTextMatrix { matrix });
            let shown = codepoints(raised, text.tracking, font);
            self.out.push(Op::ShowText { items: shown });
            let advance: f32 = raised.iter().map(|glyph| glyph.advance + text.tracking).sum();
            x += advance * text.size;
        }
        x
    }

    fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, colour: Colour) {
        self.out.push(Op::SetOutlineColor { col: color(colour) });
        self.out.push(Op::SetOutlineThickness { pt: Pt(width) });
        let points = vec![self.point(from, false), self.point(to, false)];
        self.out.push(Op::DrawLine { line: Line { points, is_closed: false } });
    }

    fn rect(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), colour: Colour) {
        self.set_fill(colour);
        let bottom = Pt(self.height - y - height);
        let mut rectangle = Rect::from_xywh(Pt(x), bottom, Pt(width), Pt(height));
        rectangle.mode = Some(PaintMode::Fill);
        self.out.push(Op::DrawRectangle { rectangle });
    }

    /// Four Bézier curves; 0.5523 is the length of handles that keeps closest to a circle.
    fn circle(&mut self, (x, y): (f32, f32), radius: f32, colour: Colour) {
        let handle = radius * 0.5523;
        let offsets = [
            (radius, 0.0, false),
            (radius, handle, true),
            (handle, radius, true),
            (0.0, radius, false),
            (-handle, radius, true),
            (-radius, handle, true),
            (-radius, 0.0, false),
            (-radius, -handle, true),
            (-handle, -radius, true),
            (0.0, -radius, false),
            (handle, -radius, true),
            (radius, -handle, true),
            (radius, 0.0, false),
        ];
        let points =
            offsets.iter().map(|&(dx, dy, bezier)| self.point((x + dx, y + dy), bezier)).collect();
        self.polygon(points, colour);
    }

    fn polygon(&mut self, points: Vec<LinePoint>, colour: Colour) {
        self.set_fill(colour);
        let polygon = Polygon {
            rings: vec![PolygonRing { points }],
            mode: PaintMode::Fill,
            winding_order: WindingOrder::NonZero,
        };
        self.out.push(Op::DrawPolygon { polygon });
    }

    fn set_fill(&mut self, colour: Colour) {
        if self.fill != Some(colour) {
            self.fill = Some(colour);
            self.out.push(Op::SetFillColor { col: color(colour) });
        }
    }

    fn point(&self, (x, y): (f32, f32), bezier: bool) -> LinePoint {
        LinePoint { p: Point { x: Pt(x), y: Pt(self.height - y) }, bezier }
    }
}

fn color(colour: Colour) -> Color {
    let share = |channel: u8| f32::from(channel) / 255.0;
    Color::Rgb(Rgb::new(share(colour.red), share(colour.green), share(colour.blue), None))
}

/// Glyphs with the kerning after each in whole thousandths of an em. The difference between where
/// the reader's pen stands and where it should is carried on, so that rounding never adds up.
fn codepoints(glyphs: &[Glyph], tracking: f32, font: &EmbeddedFont) -> Vec<TextItem> {
    let mut shown = Vec::with_capacity(glyphs.len());
    let mut items = Vec::new();
    let (mut pen, mut wanted) = (0.0_f32, 0.0_f32);
    for (index, glyph) in glyphs.iter().enumerate() {
        if index == 0 && glyph.offset.0 != 0.0 {
            let lead = -(glyph.offset.0 * 1000.0).round();
            items.push(TextItem::Offset(lead));
            pen -= lead;
        }
        let (gid, width) = font.glyph(glyph.id);
        wanted += (glyph.advance + tracking) * 1000.0;
        let next = glyphs.get(index + 1).map_or(0.0, |next| next.offset.0 * 1000.0);
        let offset = (pen + width - wanted - next).round();
        pen += width - offset;
        shown.push(Codepoint { gid, offset, cid: Some(font.words.of(glyph.id).to_owned()) });
    }
    items.push(TextItem::GlyphIds(shown));
    items
}
