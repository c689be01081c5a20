//! Pixels from pages and drawings: PNG files on white paper.

use super::RenderError;
use crate::layout::{Colour, FaceId, FontSet, Item, Page, Pages, SetText, Theme, draw};
use crate::report::blocks::Chart;
use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};
use rustybuzz::ttf_parser::{self, GlyphId, OutlineBuilder};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use tiny_skia::{
    Color, FillRule, FilterQuality, Paint, Path, PathBuilder, Pixmap, PixmapPaint, Rect, Stroke,
    Transform as Placed,
};

/// Most pixels along one side; what would be larger is painted at a lower resolution.
const LONGEST_SIDE: f32 = 6000.0;
const POINTS_PER_METRE: f32 = 72.0 / 0.0254;

/// One page as a PNG file.
///
/// # Errors
///
/// [`RenderError::Nothing`] where there is no such page, [`RenderError::Font`] where a built-in
/// font is damaged.
pub fn page_png(
    pages: &Pages,
    index: usize,
    pixels_per_point: f32,
) -> Result<Vec<u8>, RenderError> {
    let page = pages
        .pages
        .get(index)
        .ok_or_else(|| RenderError::Nothing(format!("no page {}", index + 1)))?;
    paint(page, pages, pixels_per_point)
}

/// A chart's drawing, without its message, as a PNG file, with the built-in fonts.
///
/// # Errors
///
/// As [`chart_png_with`].
pub fn chart_png(
    chart: &Chart,
    theme: &Theme,
    pixels_per_point: f32,
) -> Result<Vec<u8>, RenderError> {
    chart_png_with(chart, theme, pixels_per_point, (&FontSet::builtin(), ""))
}

/// A chart's drawing, without its message, as a PNG file, with these fonts and for a report in this
/// language.
///
/// # Errors
///
/// [`RenderError::Nothing`] where the drawing has no size, [`RenderError::Font`] where a built-in
/// font is damaged.
pub fn chart_png_with(
    chart: &Chart,
    theme: &Theme,
    pixels_per_point: f32,
    (fonts, language): (&FontSet, &str),
) -> Result<Vec<u8>, RenderError> {
    page_png(&draw(chart, theme, fonts, language)?, 0, pixels_per_point)
}

fn paint(page: &Page, pages: &Pages, scale: f32) -> Result<Vec<u8>, RenderError> {
    let (width, height) = pages.size;
    let longest = width.max(height);
    let scale = if scale > 0.0 { scale.min(LONGEST_SIDE / longest.max(1.0)) } else { 1.0 };
    let pixels = |points: f32| (points * scale).ceil() as u32;
    let mut pixmap = Pixmap::new(pixels(width), pixels(height))
        .ok_or_else(|| RenderError::Nothing(format!("{width} by {height} points")))?;
    pixmap.fill(Color::WHITE);
    let mut painter = Painter { pixmap, scale, set: &pages.fonts, faces: BTreeMap::new() };
    for item in page.sequences.iter().flat_map(|sequence| &sequence.items) {
        painter.item(item)?;
    }
    packed(&painter.pixmap, scale)
}

/// The pixels as a PNG file that knows its size on paper. Nothing is transparent.
fn packed(pixmap: &Pixmap, scale: f32) -> Result<Vec<u8>, RenderError> {
    let colours: Vec<u8> = pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
        .collect();
    let density = (scale * POINTS_PER_METRE).round() as u32;
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: density,
        yppu: density,
        unit: Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(bytes)
}

struct Painter<'a> {
    pixmap: Pixmap,
    scale: f32,
    set: &'a FontSet,
    /// Those in use, parsed.
    faces: BTreeMap<FaceId, ttf_parser::Face<'a>>,
}

impl<'a> Painter<'a> {
    fn item(&mut self, item: &Item) -> Result<(), RenderError> {
        match item {
            Item::Text(text) => self.text(text)?,
            Item::Line { from, to, width, colour } => self.line(*from, *to, *width, *colour),
            Item::Rect { at, size, colour } => {
                if let Some(rect) = Rect::from_xywh(at.0, at.1, size.0, size.1) {
                    self.fill(&PathBuilder::from_rect(rect), *colour, self.placed());
                }
            }
            Item::Circle { centre, radius, colour } => {
                if let Some(path) = PathBuilder::from_circle(centre.0, centre.1, *radius) {
                    self.fill(&path, *colour, self.placed());
                }
            }
            Item::Polygon { points, colour } => {
                if let Some(path) = polygon(points) {
                    self.fill(&path, *colour, self.placed());
                }
            }
            Item::Picture { at, size, png } => self.picture(*at, *size, png)?,
        }
        Ok(())
    }

    fn placed(&self) -> Placed {
        Placed::from_scale(self.scale, self.scale)
    }

    fn fill(&mut self, path: &Path, colour: Colour, placed: Placed) {
        self.pixmap.fill_path(path, &coloured(colour), FillRule::Winding, placed, None);
    }

    fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, colour: Colour) {
        let mut builder = PathBuilder::new();
        builder.move_to(from.0, from.1);
        builder.line_to(to.0, to.1);
        if let Some(path) = builder.finish() {
            let stroke = Stroke { width, ..Stroke::default() };
            self.pixmap.stroke_path(&path, &coloured(colour), &stroke, self.placed(), None);
        }
    }

    fn picture(&mut self, at: (f32, f32), size: (f32, f32), png: &[u8]) -> Result<(), RenderError> {
        let picture = Pixmap::decode_png(png).map_err(|_| RenderError::Picture)?;
        let (across, down) = (size.0 / picture.width() as f32, size.1 / picture.height() as f32);
        let placed = self.placed().pre_translate(at.0, at.1).pre_scale(across, down);
        let paint = PixmapPaint { quality: FilterQuality::Bicubic, ..PixmapPaint::default() };
        self.pixmap.draw_pixmap(0, 0, picture.as_ref(), &paint, placed, None);
        Ok(())
    }

    fn text(&mut self, text: &SetText) -> Result<(), RenderError> {
        let mut pen = text.at.0;
        for glyph in &text.run.glyphs {
            let font = self.font(text.face)?;
            let em = f32::from(font.units_per_em().max(1));
            let mut outline = Outline(PathBuilder::new());
            font.outline_glyph(GlyphId(glyph.id), &mut outline);
            let size = text.size / em * self.scale;
            let x = (pen + glyph.offset.0 * text.size) * self.scale;
            let y = (text.at.1 - glyph.offset.1 * text.size) * self.scale;
            // Fonts count upwards.
            let placed = Placed::from_row(size, 0.0, 0.0, -size, x, y);
            if let Some(path) = outline.0.finish() {
                self.fill(&path, text.colour, placed);
            }
            pen += (glyph.advance + text.tracking) * text.size;
        }
        Ok(())
    }

    /// The parsed font that glyph numbers of a face refer to.
    fn font(&mut self, face: FaceId) -> Result<&ttf_parser::Face<'a>, RenderError> {
        match self.faces.entry(face) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(free) => {
                let parsed = ttf_parser::Face::parse(self.set.data(face), self.set.index(face))
                    .map_err(|_| RenderError::Font(self.set.name(face).to_owned()))?;
                Ok(free.insert(parsed))
            }
        }
    }
}

fn coloured(colour: Colour) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(colour.red, colour.green, colour.blue, 255);
    paint
}

fn polygon(points: &[(f32, f32)]) -> Option<Path> {
    let (first, rest) = points.split_first()?;
    let mut builder = PathBuilder::new();
    builder.move_to(first.0, first.1);
    for corner in rest {
        builder.line_to(corner.0, corner.1);
    }
    builder.close();
    builder.finish()
}

/// A glyph's outline in units of its font.
struct Outline(PathBuilder);

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
