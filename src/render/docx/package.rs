//! The container: parts in a ZIP file, their kinds, and how they refer to each other.

use super::xml::{Element, element};
use crate::render::RenderError;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CORE: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts of a document.
#[derive(Default)]
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
    /// Files that are compressed already.
    pictures: Vec<(String, Vec<u8>)>,
    /// Parts with a kind of their own.
    kinds: Vec<(String, String)>,
    /// What the document refers to: identifier, kind, file.
    references: Vec<(String, &'static str, String)>,
}

impl Package {
    /// Adds a part that the document refers to; `kind` is both its kind and that of the reference.
    pub(super) fn add(
        &mut self,
        name: &str,
        kind: &'static str,
        root: &Element,
    ) -> Result<(), RenderError> {
        let file = format!("{name}.xml");
        self.kinds.push((format!("/word/{file}"), format!("{WORD}.{kind}+xml")));
        self.parts.push((format!("word/{file}"), root.file()?));
        self.references.push((name.to_owned(), kind, file));
        Ok(())
    }

    /// Adds the palette.
    pub(super) fn add_theme(&mut self, root: &Element) -> Result<(), RenderError> {
        let file = "theme/theme1.xml".to_owned();
        let kind = "application/vnd.openxmlformats-officedocument.theme+xml";
        self.kinds.push((format!("/word/{file}"), kind.to_owned()));
        self.parts.push((format!("word/{file}"), root.file()?));
        self.references.push(("theme".to_owned(), "theme", file));
        Ok(())
    }

    /// Adds a picture that the document refers to by its name.
    pub(super) fn add_picture(&mut self, name: &str, png: Vec<u8>) {
        let file = picture_file(name);
        self.pictures.push((format!("word/{file}"), png));
        self.references.push((name.to_owned(), "image", file));
    }

    /// Adds a picture that only another part refers to.
    pub(super) fn add_picture_of(
        &mut self,
        part: &str,
        name: &str,
        png: Vec<u8>,
    ) -> Result<(), RenderError> {
        let file = picture_file(name);
        let reference = reference(name, &format!("{OFFICE}/image"), &file);
        self.pictures.push((format!("word/{file}"), png));
        self.parts.push((format!("word/_rels/{part}.xml.rels"), references([reference]).file()?));
        Ok(())
    }

    /// The file, with the document and what is said about it.
    pub(super) fn file(
        mut self,
        document: &Element,
        core: &Element,
        application: &Element,
    ) -> Result<Vec<u8>, RenderError> {
        let own = |(name, kind, file): &(String, &str, String)| {
            reference(name, &format!("{OFFICE}/{kind}"), file)
        };
        let within = references(self.references.iter().map(own));
        let whole = references([
            reference("document", &format!("{OFFICE}/officeDocument"), "word/document.xml"),
            reference("core", CORE, "docProps/core.xml"),
            reference("application", &format!("{OFFICE}/extended-properties"), "docProps/app.xml"),
        ]);
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), self.content_types().file()?),
            ("_rels/.rels".to_owned(), whole.file()?),
            ("docProps/core.xml".to_owned(), core.file()?),
            ("docProps/app.xml".to_owned(), application.file()?),
            ("word/document.xml".to_owned(), document.file()?),
            ("word/_rels/document.xml.rels".to_owned(), within.file()?),
        ];
        parts.append(&mut self.parts);
        packed(&parts, &self.pictures)
    }

    fn content_types(&self) -> Element {
        let default = |extension: &str, kind: &str| {
            element("Default").set("Extension", extension).set("ContentType", kind)
        };
        let of = |part: &str, kind: &str| {
            element("Override").set("PartName", part).set("ContentType", kind)
        };
        let package = "application/vnd.openxmlformats-package";
        let office = "application/vnd.openxmlformats-officedocument";
        element("Types")
            .set("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
            .with(default("rels", &format!("{package}.relationships+xml")))
            .with(default("xml", "application/xml"))
            .with(default("png", "image/png"))
            .with(of("/word/document.xml", &format!("{WORD}.document.main+xml")))
            .with(of("/docProps/core.xml", &format!("{package}.core-properties+xml")))
            .with(of("/docProps/app.xml", &format!("{office}.extended-properties+xml")))
            .with_all(self.kinds.iter().map(|(part, kind)| of(part, kind)))
    }
}

fn picture_file(name: &str) -> String {
    format!("media/{name}.png")
}

fn references(all: impl IntoIterator<Item = Element>) -> Element {
    element("Relationships").set("xmlns", RELATIONSHIPS).with_all(all)
}

fn reference(id: &str, kind: &str, target: &str) -> Element {
    element("Relationship").set("Id", id).set("Type", kind).set("Target", target)
}

/// A ZIP file without times or rights, so that the same parts are the same bytes.
fn packed(
    parts: &[(String, Vec<u8>)],
    pictures: &[(String, Vec<u8>)],
) -> Result<Vec<u8>, RenderError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let packed = [(parts, CompressionMethod::Deflated), (pictures, CompressionMethod::Stored)];
    for (files, method) in packed {
        for (name, bytes) in files {
            archive.start_file(name, options.compression_method(method))?;
            archive.write_all(bytes)?;
        }
    }
    Ok(archive.finish()?.into_inner())
}
