//! XML as a tree of elements: balanced by construction, escaped by the writer.

use crate::render::RenderError;
use crate::render::xml_text::clean;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An element.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

#[derive(Debug, Clone, PartialEq)]
enum Node {
    Element(Element),
    Text(String),
}

/// An element without content.
pub(super) fn element(name: &'static str) -> Element {
    Element { name, ..Element::default() }
}

/// An element whose content is its attribute `w:val`.
pub(super) fn value(name: &'static str, value: impl ToString) -> Element {
    element(name).set("w:val", value)
}

impl Element {
    /// Sets an attribute.
    #[expect(clippy::needless_pass_by_value, reason = "callers pass plain numbers and texts")]
    pub(super) fn set(mut self, name: &'static str, value: impl ToString) -> Self {
        self.attributes.push((name, clean(&value.to_string())));
        self
    }

    /// Appends an element.
    pub(super) fn with(mut self, child: Element) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// Appends elements: a list, or one that may be missing.
    pub(super) fn with_all(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// Appends text.
    pub(super) fn text(mut self, text: &str) -> Self {
        self.children.push(Node::Text(clean(text)));
        self
    }

    /// The element, unless nothing is in it.
    pub(super) fn unless_empty(self) -> Option<Self> {
        (!self.children.is_empty() || !self.attributes.is_empty()).then_some(self)
    }

    /// A file whose root this is.
    pub(super) fn file(&self) -> Result<Vec<u8>, RenderError> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        self.write(&mut writer)?;
        Ok(writer.into_inner())
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> Result<(), RenderError> {
        let attributes = self.attributes.iter().map(|(name, value)| (*name, value.as_str()));
        let start = BytesStart::new(self.name).with_attributes(attributes);
        if self.children.is_empty() {
            return Ok(writer.write_event(Event::Empty(start))?);
        }
        writer.write_event(Event::Start(start))?;
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(writer)?,
                Node::Text(text) => writer.write_event(Event::Text(BytesText::new(text)))?,
            }
        }
        Ok(writer.write_event(Event::End(BytesEnd::new(self.name)))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_forbidden_characters_are_left_out() {
        let root =
            element("a").set("b", "\"<&\u{1}").with(element("c").text("<b>\u{b}x\ty</b> & 株"));
        let text = String::from_utf8(root.file().unwrap()).unwrap();
        let expected = "<a b=\"&quot;&lt;&amp;\"><c>&lt;b&gt;x y&lt;/b&gt; &amp; 株</c></a>";
        assert_eq!(text.split_once("?>").unwrap().1, expected);
    }
}
