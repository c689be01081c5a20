//! Pages as small grey pictures, and the tag tree as text, compared with what was agreed.
//!
//! `ASSESS_BLESS=1 cargo test --test it snapshots` rewrites them after a wanted change; look at
//! them before committing.

use crate::demo_document::demo;
use crate::picture::Pixels;
use crate::report::fixture::halden;
use crate::report::pages::report_of;
use assess::layout::{Item, Kid, NodeId, Pages, PaperSize, Tag, Theme, lay_out};
use assess::render::page_png;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const PIXELS_PER_POINT: f32 = 0.35;
/// Pages are painted larger and shrunk, so that where the finer pixels lie hardly shows.
const SHRUNK: usize = 4;
/// Width and height of the rectangles whose mean greys are compared: flat, because lines move up
/// and down.
const BLOCK: (usize, usize) = (4, 2);
/// Most that a rectangle may differ, of 255. Texts a twentieth of a pixel lower change it by up to
/// 5.3; a line moved by two points, less than a pixel, by 12.6 and more.
const TOLERANCE: f32 = 9.0;

fn agreed(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/snapshots").join(name)
}

fn blessing() -> bool {
    std::env::var_os("ASSESS_BLESS").is_some()
}

/// Writes what a test found beside the built files, and says so.
fn found(name: &str, content: &[u8]) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("../snapshots");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    std::fs::write(&path, content).expect("written");
    format!("target/snapshots/{name} is what was found")
}

fn pages() -> Vec<(String, Pages, usize)> {
    let laid = |document| lay_out(&document, &Theme::default(), PaperSize::A4).expect("pages");
    let demo = laid(demo());
    let report = laid(report_of(&halden()));
    let demo = (0..3).map(|page| (format!("demo-{}.png", page + 1), demo.clone(), page));
    let report = [0, 2].map(|page| (format!("report-{}.png", page + 1), report.clone(), page));
    demo.chain(report).collect()
}

/// A picture in grey.
struct Grey {
    width: usize,
    height: usize,
    rows: Vec<u8>,
}

impl Grey {
    fn of(png: &[u8]) -> Self {
        let pixels = Pixels::of(png);
        Self { width: pixels.width, height: pixels.height, rows: pixels.grey() }
    }

    fn page(pages: &Pages, page: usize) -> Self {
        let scale = SHRUNK as f32 * PIXELS_PER_POINT;
        Self::of(&page_png(pages, page, scale).expect("a picture")).shrunk()
    }

    fn shrunk(&self) -> Self {
        let (width, height) = (self.width / SHRUNK, self.height / SHRUNK);
        let mean = |index: usize| {
            let (left, top) = (index % width * SHRUNK, index / width * SHRUNK);
            let rows = (top..top + SHRUNK).map(|y| &self.rows[y * self.width + left..][..SHRUNK]);
            let sum: usize = rows.flatten().map(|value| usize::from(*value)).sum();
            (sum / (SHRUNK * SHRUNK)) as u8
        };
        Self { width, height, rows: (0..width * height).map(mean).collect() }
    }

    fn png(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header().expect("a head");
        writer.write_image_data(&self.rows).expect("pixels");
        writer.finish().expect("an end");
        bytes
    }

    /// Mean grey of the rectangle whose corner this is.
    fn mean(&self, left: usize, top: usize) -> f32 {
        let (right, bottom) = ((left + BLOCK.0).min(self.width), (top + BLOCK.1).min(self.height));
        let values: Vec<f32> = (top..bottom)
            .flat_map(|y| (left..right).map(move |x| (x, y)))
            .map(|(x, y)| f32::from(self.rows[y * self.width + x]))
            .collect();
        values.iter().sum::<f32>() / values.len() as f32
    }

    /// Where rectangles differ most, and by how much.
    fn difference(&self, other: &Self) -> (f32, usize, usize) {
        assert_eq!((self.width, self.height), (other.width, other.height), "size");
        let tops = (0..self.height).step_by(BLOCK.1);
        let corners =
            tops.flat_map(|top| (0..self.width).step_by(BLOCK.0).map(move |left| (left, top)));
        corners
            .map(|(x, y)| ((self.mean(x, y) - other.mean(x, y)).abs(), x, y))
            .max_by(|one, two| one.0.total_cmp(&two.0))
            .expect("a rectangle")
    }
}

#[test]
fn pages_look_as_agreed() {
    let mut wrong = String::new();
    for (name, pages, page) in pages() {
        let now = Grey::page(&pages, page);
        if blessing() {
            std::fs::write(agreed(&name), now.png()).expect("written");
        }
        let then = std::fs::read(agreed(&name)).expect("tests/data/snapshots");
        let (most, x, y) = now.difference(&Grey::of(&then));
        if most > TOLERANCE {
            let (x, y) = (x as f32 / PIXELS_PER_POINT, y as f32 / PIXELS_PER_POINT);
            let told = found(&name, &now.png());
            writeln!(wrong, "{name} differs by {most} at {x:.0}, {y:.0} points; {told}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A line that moves shows; painting the same a little differently does not.
#[test]
fn a_moved_line_is_seen_and_noise_is_not() {
    for (name, pages, page) in pages() {
        let now = Grey::page(&pages, page);
        let lines = pages.pages[page].sequences.iter().enumerate().filter(|(_, part)| {
            matches!(part.tag, Tag::Content(_)) && words(&part.items).chars().count() > 6
        });
        // Every seventh line, as each is a page to paint.
        for (index, part) in lines.step_by(7) {
            let mut moved = pages.clone();
            shift(&mut moved.pages[page].sequences[index].items, 2.0);
            let (most, _, _) = Grey::page(&moved, page).difference(&now);
            assert!(most > TOLERANCE, "{name}: {most} for {:?}", part.items);
        }
        let mut noise = pages.clone();
        for part in &mut noise.pages[page].sequences {
            shift(&mut part.items, 0.05 / PIXELS_PER_POINT);
        }
        let (most, x, y) = Grey::page(&noise, page).difference(&now);
        assert!(most < TOLERANCE, "{name}: {most} at {x} {y}");
    }
}

/// Moves the texts of a sequence down.
fn shift(items: &mut [Item], points: f32) {
    for item in items {
        if let Item::Text(text) = item {
            text.at.1 += points;
        }
    }
}

#[test]
fn the_tag_tree_is_as_agreed() {
    let pages = lay_out(&demo(), &Theme::default(), PaperSize::A4).expect("pages");
    let mut tree = String::new();
    branch(&pages, NodeId(0), 0, &mut tree);
    let path = agreed("tags.txt");
    if blessing() {
        std::fs::write(&path, &tree).expect("written");
    }
    let then = std::fs::read_to_string(path).expect("tests/data/snapshots/tags.txt");
    let difference = tree.lines().zip(then.lines()).find(|(now, then)| now != then);
    if then != tree {
        let told = found("tags.txt", tree.as_bytes());
        panic!("first difference (now, agreed): {difference:#?}; {told}");
    }
}

/// A node's role, its text or alternative text, how many cells head it, and its parts.
fn branch(pages: &Pages, id: NodeId, depth: usize, out: &mut String) {
    let node = &pages.nodes[id.0];
    let mut text = String::new();
    for kid in &node.kids {
        if let Kid::Content { page, sequence } = kid {
            text.push_str(&words(&pages.pages[*page].sequences[*sequence].items));
        }
    }
    write!(out, "{:indent$}{:?}", "", node.role, indent = 2 * depth).unwrap();
    match &node.alt {
        Some(alt) => write!(out, " alt {alt:?}").unwrap(),
        None if !text.is_empty() => write!(out, " {text:?}").unwrap(),
        None => {}
    }
    if !node.heads.is_empty() {
        write!(out, " headed by {}", node.heads.len()).unwrap();
    }
    out.push('\n');
    for kid in &node.kids {
        if let Kid::Node(kid) = kid {
            branch(pages, *kid, depth + 1, out);
        }
    }
}

fn words(items: &[Item]) -> String {
    let text =
        |item: &Item| if let Item::Text(text) = item { text.run.text() } else { String::new() };
    items.iter().map(text).collect()
}
