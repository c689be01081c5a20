//! The finishing pass: what makes the written pages an archivable, accessible document.

use super::structure::{name, text};
use super::{colour_profile, metadata, outline, structure};
use crate::layout::Pages;
use crate::report::blocks::Document as Report;
use lopdf::{Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

/// Completes the file; its content alone decides its bytes.
pub(super) fn finish(file: &mut Document, pages: &Pages, report: &Report) -> lopdf::Result<()> {
    "1.7".clone_into(&mut file.version);
    file.binary_mark = vec![0xe2, 0xe3, 0xcf, 0xd3];
    let page_ids: Vec<ObjectId> = file.get_pages().values().copied().collect();
    let tree = structure::add(file, pages, &page_ids)?;
    let bookmarks = outline::add(file, pages, &page_ids);
    let packet = file.add_object(metadata::packet(report));
    let intent = output_intent(file);
    let catalogue = file.catalog_mut()?;
    catalogue.remove(b"PageLayout");
    catalogue.remove(b"PageMode");
    catalogue.remove(b"Outlines");
    catalogue.set("OutputIntents", vec![intent]);
    catalogue.set("Lang", text(metadata::language(report)));
    catalogue.set("MarkInfo", dictionary! { "Marked" => true });
    catalogue.set("StructTreeRoot", tree);
    catalogue.set("Metadata", packet);
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if pages.right_to_left {
        preferences.set("Direction", name("R2L"));
    }
    catalogue.set("ViewerPreferences", preferences);
    if let Some(bookmarks) = bookmarks {
        catalogue.set("Outlines", bookmarks);
        catalogue.set("PageMode", name("UseOutlines"));
    }
    let information = file.add_object(metadata::information(report));
    file.trailer.set("Info", information);
    file.prune_objects();
    file.compress();
    file.renumber_objects();
    identify(file);
    Ok(())
}

fn output_intent(file: &mut Document) -> Object {
    let profile = Stream::new(dictionary! { "N" => 3 }, colour_profile::srgb());
    let profile = file.add_object(profile);
    Object::Dictionary(dictionary! {
        "Type" => name("OutputIntent"),
        "S" => name("GTS_PDFA1"),
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    })
}

/// The file's identifier: a hash of its streams.
fn identify(file: &mut Document) {
    let mut hash = Sha256::new();
    for object in file.objects.values() {
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
    }
    let bytes: Vec<u8> = hash.finalize().iter().take(16).copied().collect();
    let id = Object::String(bytes, StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
}
