//! The one picture that a report may hold: the logo, without transparency.

use super::RenderError;
use crate::layout::{Item, Pages};
use printpdf::{DictItem, ExternalStream, ExternalXObject, XObject, XObjectId};
use resvg::tiny_skia::Pixmap;
use std::collections::BTreeMap;

/// Name under which pages refer to the picture: fixed, so that files do not differ between runs.
pub(super) fn id() -> XObjectId {
    XObjectId("LOGO".to_owned())
}

/// The picture of a document, on the white of paper.
pub(super) fn embedded(pages: &Pages) -> Result<Option<XObject>, RenderError> {
    let mut items =
        pages.pages.iter().flat_map(|page| &page.sequences).flat_map(|part| &part.items);
    let png = items.find_map(|item| match item {
        Item::Picture { png, .. } => Some(png),
        _ => None,
    });
    png.map(|png| object(png)).transpose()
}

fn object(png: &[u8]) -> Result<XObject, RenderError> {
    let pixmap = Pixmap::decode_png(png).map_err(|_| RenderError::Picture)?;
    let on_white = |channel: u8, alpha: u8| channel.saturating_add(255 - alpha);
    let content: Vec<u8> = pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| {
            [pixel.red(), pixel.green(), pixel.blue()].map(|one| on_white(one, pixel.alpha()))
        })
        .collect();
    let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
    let number = |value: u32| DictItem::Int(i64::from(value));
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), number(pixmap.width())),
        ("Height".to_owned(), number(pixmap.height())),
        ("ColorSpace".to_owned(), name("DeviceRGB")),
        ("BitsPerComponent".to_owned(), number(8)),
    ]);
    let stream = ExternalStream { dict, content, compress: true };
    Ok(XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None }))
}
