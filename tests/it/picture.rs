//! Pictures: what is painted where, on white paper.

use crate::demo_document::{demo, stress};
use crate::report::charts;
use assess::layout::{FontSet, Item, Pages, PaperSize, Theme, draw, lay_out};
use assess::render::{chart_png, page_png};
use assess::report::blocks::Chart;
use assess::report::scene::{Ink, Mark, Scene};

/// A picture's pixels.
pub(crate) struct Pixels {
    pub(crate) width: usize,
    pub(crate) height: usize,
    bytes: Vec<u8>,
    channels: usize,
}

impl Pixels {
    pub(crate) fn of(png: &[u8]) -> Self {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
        let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut bytes).expect("pixels");
        let channels = info.color_type.samples();
        Self { width: info.width as usize, height: info.height as usize, bytes, channels }
    }

    /// The pixel's red, green and blue, or its grey.
    fn at(&self, x: usize, y: usize) -> &[u8] {
        let start = (y * self.width + x) * self.channels;
        &self.bytes[start..start + self.channels]
    }

    /// Rows of grey, 0 black to 255 white.
    pub(crate) fn grey(&self) -> Vec<u8> {
        let mean = |pixel: &[u8]| {
            (pixel.iter().map(|value| usize::from(*value)).sum::<usize>() / pixel.len()) as u8
        };
        self.bytes.chunks(self.channels).map(mean).collect()
    }
}

/// A canvas of 20 by 10 points with one mark of each kind.
fn marked() -> Chart {
    let marks = vec![
        Mark::Rect { at: (0.0, 0.0), size: (4.0, 4.0), ink: Ink::Alert },
        Mark::Circle { centre: (10.0, 5.0), radius: 3.0, ring: Some(1.0), ink: Ink::Accent },
        Mark::Line { from: (0.0, 8.0), to: (5.0, 8.0), width: 2.0, ink: Ink::Text },
        Mark::Polygon { points: vec![(16.0, 0.0), (20.0, 0.0), (20.0, 8.0)], ink: Ink::Positive },
    ];
    let scene = Scene { width: 20.0, height: 10.0, marks };
    Chart { title: Vec::new(), alt: "Marks".to_owned(), scene }
}

#[test]
fn marks_are_painted_in_the_theme_s_colours() {
    let theme = Theme::default();
    let painted = Pixels::of(&chart_png(&marked(), &theme, 10.0).expect("a picture"));
    assert_eq!((painted.width, painted.height), (200, 100));
    let colour = |ink| {
        let colour = theme.ink.colour(ink);
        vec![colour.red, colour.green, colour.blue]
    };
    assert_eq!(painted.at(20, 20), colour(Ink::Alert));
    assert_eq!(painted.at(60, 20), [255, 255, 255]);
    assert_eq!(painted.at(100, 50), colour(Ink::Paper));
    assert_eq!(painted.at(130, 50), colour(Ink::Accent));
    assert_eq!(painted.at(20, 80), colour(Ink::Text));
    assert_eq!(painted.at(195, 20), colour(Ink::Positive));
    assert_eq!(painted.at(165, 60), [255, 255, 255]);
}

/// Ink lies where layout put a text: between its ends, above its baseline, and not beside it.
#[test]
fn text_is_painted_where_layout_put_it() {
    let pages = lay_out(&demo(), &Theme::default(), PaperSize::A4).expect("pages");
    let painted = Pixels::of(&page_png(&pages, 0, 2.0).expect("a picture"));
    let texts = pages.pages[0].sequences.iter().flat_map(|part| &part.items);
    let text = texts
        .filter_map(|item| if let Item::Text(text) = item { Some(text) } else { None })
        .find(|text| text.run.text().starts_with("Give security"))
        .expect("the heading");
    let pixel = |points: f32| (points * 2.0) as usize;
    let (left, right) = (text.at.0, text.at.0 + text.run.width(text.size, text.tracking));
    let rows = pixel(text.at.1 - text.size * 0.7)..pixel(text.at.1);
    let dark = |columns: std::ops::Range<usize>| {
        let pixels = rows.clone().flat_map(|y| columns.clone().map(move |x| (x, y)));
        pixels.filter(|(x, y)| painted.at(*x, *y)[0] < 128).count()
    };
    assert!(dark(pixel(left)..pixel(left + 8.0)) > 20);
    assert!(dark(pixel(right - 8.0)..pixel(right)) > 20);
    assert_eq!(dark(0..pixel(left - 1.0)), 0);
    assert_eq!(dark(pixel(right + 2.0)..painted.width), 0);
}

#[test]
fn every_odd_page_and_chart_is_painted_or_refused() {
    for (name, document) in stress() {
        let pages = lay_out(&document, &Theme::default(), PaperSize::A4).expect("pages");
        assert!(page_png(&pages, 0, 0.5).is_ok(), "{name}");
        assert!(page_png(&pages, pages.pages.len(), 0.5).is_err(), "{name}");
        for chart in charts(&document.blocks) {
            let sized = chart.scene.width > 0.0 && chart.scene.height > 0.0;
            assert_eq!(chart_png(chart, &Theme::default(), 3.0).is_ok(), sized, "{name}");
        }
    }
    assert!(page_png(&Pages::default(), 0, 1.0).is_err());
    for scale in [0.0, -1.0, f32::NAN, f32::INFINITY] {
        assert!(chart_png(&marked(), &Theme::default(), scale).is_ok());
    }
}

#[test]
fn a_chart_alone_is_what_the_page_shows() {
    let document = demo();
    let chart = charts(&document.blocks)[0];
    let alone = draw(chart, &Theme::default(), &FontSet::builtin(), "en").expect("a drawing");
    let pages = lay_out(&document, &Theme::default(), PaperSize::A4).expect("pages");
    let count = alone.pages[0].sequences[0].items.len();
    let same =
        pages.pages.iter().flat_map(|page| &page.sequences).any(|part| part.items.len() == count);
    assert!(same && count > 5);
    assert_eq!(alone.size, (chart.scene.width, chart.scene.height));
    let png = |scale| chart_png(chart, &Theme::default(), scale).expect("a picture");
    assert_eq!(png(3.0), png(3.0));
}
