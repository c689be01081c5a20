//! Text with emphasis from Markdown events.

use crate::report::blocks::{Inline, Span};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Collects the text of inline events, split into lines at `<br>` and hard breaks.
#[derive(Debug, Default)]
pub(super) struct Lines {
    done: Vec<Inline>,
    line: Inline,
    strong: usize,
    muted: usize,
}

impl Lines {
    /// Takes one event; block-level events between paragraphs count as a space.
    pub(super) fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Strong) => self.strong += 1,
            Event::End(TagEnd::Strong) => self.strong = self.strong.saturating_sub(1),
            Event::Start(Tag::Emphasis) => self.muted += 1,
            Event::End(TagEnd::Emphasis) => self.muted = self.muted.saturating_sub(1),
            Event::Text(text) | Event::Code(text) | Event::Html(text) => self.push(&text),
            Event::InlineHtml(tag) if is_break(&tag) => self.end_line(),
            Event::InlineHtml(tag) => self.push(&tag),
            Event::HardBreak => self.end_line(),
            Event::SoftBreak | Event::Start(Tag::Paragraph | Tag::Item)
                if !self.line.is_empty() =>
            {
                self.push(" ");
            }
            _ => {}
        }
    }

    /// The lines.
    pub(super) fn finish(mut self) -> Vec<Inline> {
        self.end_line();
        self.done
    }

    fn end_line(&mut self) {
        if !self.line.is_empty() {
            self.done.push(std::mem::take(&mut self.line));
        }
    }

    /// Adds text, to the last span where the emphasis is the same.
    fn push(&mut self, text: &str) {
        let (strong, muted) = (self.strong > 0, self.muted > 0);
        let text = text.replace(['\n', '\r'], " ");
        match self.line.last_mut() {
            Some(last) if last.strong == strong && last.muted == muted => last.text.push_str(&text),
            _ => self.line.push(Span { text, strong, muted, alert: false }),
        }
    }
}

/// One line of inline Markdown. It is read as a heading, because nothing in a heading can be taken
/// for the start of a list or a quote: "1. April" stays a date.
pub(super) fn parse(text: &str) -> Inline {
    let mut lines = Lines::default();
    for event in Parser::new(&format!("# {text}")) {
        lines.take(event);
    }
    lines.finish().concat()
}

fn is_break(tag: &str) -> bool {
    matches!(tag.to_ascii_lowercase().replace(' ', "").as_str(), "<br>" | "<br/>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_inline_whatever_they_start_with() {
        let plain = |text: &str| parse(text).iter().map(|s| s.text.clone()).collect::<String>();
        assert_eq!(plain("1. April"), "1. April");
        assert_eq!(plain("# x"), "# x");
        assert_eq!(plain("**a** b"), "a b");
        assert!(parse("**a** b")[0].strong);
        assert!(parse("").is_empty());
    }
}
