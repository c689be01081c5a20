//! A firm's mark as pixels: SVG is drawn, PNG is read.

use crate::report::blocks::Logo;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// Height in pixels at which an SVG logo is drawn: sharp in print at the size of a running head.
const HEIGHT: f32 = 240.0;

/// Widest logo in pixels; wider ones are drawn smaller.
const WIDEST: f32 = 2400.0;

/// Largest file in bytes, and largest side of a PNG in pixels.
const LARGEST: usize = 4 << 20;
const LONGEST: u32 = 8000;

/// Why a logo cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    /// Neither of the two kinds.
    #[error("the logo is neither an SVG nor a PNG file")]
    Kind,
    /// Too large.
    #[error("the logo is larger than 4 MiB or 8,000 pixels")]
    Size,
    /// Cannot be read.
    #[error("the logo cannot be read: {0}")]
    Content(String),
    /// Letters in an SVG would need fonts of this machine.
    #[error("the logo holds text, which would look different on every machine")]
    Text,
}

/// Reads a logo. `alt` is what it says.
///
/// # Errors
///
/// [`LogoError`] for files of other kinds, damaged and huge ones, and SVG with letters.
pub fn read(bytes: &[u8], alt: &str) -> Result<Logo, LogoError> {
    if bytes.len() > LARGEST {
        return Err(LogoError::Size);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return png(bytes, alt);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains("<svg") => svg(text, alt),
        _ => Err(LogoError::Kind),
    }
}

fn png(bytes: &[u8], alt: &str) -> Result<Logo, LogoError> {
    let pixmap =
        Pixmap::decode_png(bytes).map_err(|error| LogoError::Content(error.to_string()))?;
    let size = (pixmap.width(), pixmap.height());
    if size.0.max(size.1) > LONGEST {
        return Err(LogoError::Size);
    }
    finished(&pixmap, alt, None)
}

fn svg(text: &str, alt: &str) -> Result<Logo, LogoError> {
    if text.contains("<text") {
        return Err(LogoError::Text);
    }
    let content = |error: resvg::usvg::Error| LogoError::Content(error.to_string());
    let tree = Tree::from_str(text, &Options::default()).map_err(content)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = (HEIGHT / height).min(WIDEST / width);
    let pixels = |length: f32| ((length * scale).round() as u32).max(1);
    let mut pixmap = Pixmap::new(pixels(width), pixels(height)).ok_or(LogoError::Size)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    finished(&pixmap, alt, Some(text.to_owned()))
}

fn finished(pixmap: &Pixmap, alt: &str, svg: Option<String>) -> Result<Logo, LogoError> {
    let png = pixmap.encode_png().map_err(|error| LogoError::Content(error.to_string()))?;
    Ok(Logo { alt: alt.to_owned(), png, size: (pixmap.width(), pixmap.height()), svg })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\">\
        <rect width=\"20\" height=\"10\" fill=\"#7a1f3d\"/></svg>";

    #[test]
    fn an_svg_is_drawn_and_its_png_can_be_read_again() {
        let drawn = read(SQUARE.as_bytes(), "Harbour").expect("a logo");
        assert_eq!(drawn.size, (480, 240));
        assert!(drawn.svg.is_some());
        let again = read(&drawn.png, "Harbour").expect("a logo");
        assert_eq!((again.size, again.svg), ((480, 240), None));
    }

    #[test]
    fn other_files_are_refused() {
        assert_eq!(read(b"GIF89a", "x"), Err(LogoError::Kind));
        assert_eq!(read(b"<svg><text>A</text></svg>", "x"), Err(LogoError::Text));
        assert!(matches!(read(b"<svg", "x"), Err(LogoError::Content(_))));
        assert!(matches!(read(b"\x89PNG\r\n\x1a\n", "x"), Err(LogoError::Content(_))));
        assert_eq!(read(&vec![0; LARGEST + 1], "x"), Err(LogoError::Size));
    }
}
