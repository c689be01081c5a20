//! Pictures: charts and the logo, each with its alternative text.

use super::measure::emu;
use super::xml::{Element, element};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// A picture at a place in the text.
pub(super) struct Picture<'a> {
    /// Number in the document, from 1.
    pub(super) number: usize,
    /// Name under which the part refers to the file.
    pub(super) reference: &'a str,
    /// What it is called in Word's list of objects.
    pub(super) name: &'a str,
    /// What it shows, for readers who cannot see it.
    pub(super) alt: &'a str,
    /// Width and height in points.
    pub(super) size: (f32, f32),
}

impl Picture<'_> {
    /// A run with the picture, standing in its line.
    pub(super) fn run(&self) -> Element {
        let inline = closely(element("wp:inline")).with(self.extent("wp:extent"));
        element("w:r").with(element("w:drawing").with(inline.with_all(self.content())))
    }

    /// A run with the picture at a margin, so many points below the paper's edge.
    pub(super) fn run_at_top(&self, side: &str, top: f32) -> Element {
        let states = [
            ("simplePos", 0),
            ("relativeHeight", 1),
            ("behindDoc", 0),
            ("locked", 0),
            ("layoutInCell", 1),
            ("allowOverlap", 1),
        ];
        let anchor = closely(element("wp:anchor"));
        let anchor = states.iter().fold(anchor, |anchor, (name, state)| anchor.set(name, state));
        let beside = element("wp:align").text(side);
        let below = element("wp:posOffset").text(&emu(top).to_string());
        let placed = anchor
            .with(element("wp:simplePos").set("x", 0).set("y", 0))
            .with(element("wp:positionH").set("relativeFrom", "margin").with(beside))
            .with(element("wp:positionV").set("relativeFrom", "page").with(below))
            .with(self.extent("wp:extent"))
            .with(element("wp:wrapNone"));
        element("w:r").with(element("w:drawing").with(placed.with_all(self.content())))
    }

    /// What both kinds end with.
    fn content(&self) -> [Element; 3] {
        let described = element("wp:docPr")
            .set("id", self.number)
            .set("name", self.name)
            .set("descr", self.alt);
        let locks = element("a:graphicFrameLocks").set("xmlns:a", DRAWING).set("noChangeAspect", 1);
        let graphic = element("a:graphic")
            .set("xmlns:a", DRAWING)
            .with(element("a:graphicData").set("uri", PICTURE).with(self.picture()));
        [described, element("wp:cNvGraphicFramePr").with(locks), graphic]
    }

    fn picture(&self) -> Element {
        let named = element("pic:cNvPr").set("id", self.number).set("name", self.name);
        let origin = element("a:off").set("x", 0).set("y", 0);
        let shape = element("pic:spPr")
            .with(element("a:xfrm").with(origin).with(self.extent("a:ext")))
            .with(element("a:prstGeom").set("prst", "rect").with(element("a:avLst")));
        element("pic:pic")
            .set("xmlns:pic", PICTURE)
            .with(element("pic:nvPicPr").with(named).with(element("pic:cNvPicPr")))
            .with(
                element("pic:blipFill")
                    .with(element("a:blip").set("r:embed", self.reference))
                    .with(element("a:stretch").with(element("a:fillRect"))),
            )
            .with(shape)
    }

    fn extent(&self, name: &'static str) -> Element {
        element(name).set("cx", emu(self.size.0).max(1)).set("cy", emu(self.size.1).max(1))
    }
}

/// Without a distance to the text around it.
fn closely(element: Element) -> Element {
    ["distT", "distB", "distL", "distR"].iter().fold(element, |element, side| element.set(side, 0))
}

/// 1 where a size fits the space, else what makes it fit.
pub(super) fn scale_to_fit((width, height): (f32, f32), space: (f32, f32)) -> f32 {
    (space.0 / width).min(space.1 / height).min(1.0)
}
