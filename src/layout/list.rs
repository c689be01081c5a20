//! Lists: a bullet or number, and text that hangs beside it.

use super::fonts::Weight;
use super::lines::Fit;
use super::pages::{Marker, NodeId, Role, Sequence, Tag};
use super::setter::{Look, Place, Setter, space_out, text_slabs};
use super::shaping::Figures;
use super::slab::{Joint, Slab};
use crate::report::blocks::Inline;
use crate::report::scene::Ink;

const BETWEEN: f32 = 4.0;

impl Setter<'_> {
    /// The slabs of a list.
    pub(super) fn list(&mut self, items: &[Inline], marker: Marker, place: Place) -> Vec<Slab> {
        if items.is_empty() {
            return Vec::new();
        }
        let list = self.node(place.parent, Role::List(marker));
        let indent = match marker {
            Marker::Bullet => 14.0,
            Marker::Number if items.len() < 10 => 18.0,
            Marker::Number => 26.0,
        };
        let mut slabs = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let label = match marker {
                Marker::Bullet => "•".to_owned(),
                Marker::Number => format!("{}.", index + 1),
            };
            let inner = Place { parent: list, width: place.width.min(454.0) };
            slabs.extend(self.list_item(item, &label, indent, inner));
        }
        space_out(&mut slabs, 2.0, 12.0);
        slabs
    }

    fn list_item(&mut self, text: &Inline, label: &str, indent: f32, place: Place) -> Vec<Slab> {
        let look = Look::new(self.theme.sizes.body, Ink::Text, Weight::Regular).running();
        let item = self.node(place.parent, Role::ListItem);
        let label_node = self.node(item, Role::Label);
        let body = self.node(item, Role::ItemBody);
        let lines = self.lines(text, look, place.width - indent, Fit::Ragged);
        let short = lines.len() <= 3;
        let mut slabs = text_slabs(body, lines, indent);
        let count = slabs.len();
        for slab in slabs.iter_mut().take(count.saturating_sub(1)).filter(|_| short) {
            slab.joint = Joint::Keep;
        }
        let marker = self.marker(label, label_node);
        match slabs.first_mut() {
            Some(first) => first.pieces.insert(0, marker),
            None => slabs.push(Slab {
                height: look.style.leading,
                pieces: vec![marker],
                ..Slab::default()
            }),
        }
        space_out(&mut slabs, BETWEEN, BETWEEN);
        slabs
    }

    fn marker(&mut self, label: &str, node: NodeId) -> Sequence {
        let mut look = Look::new(self.theme.sizes.body, Ink::Accent, Weight::Regular);
        look.figures = Figures::Tabular;
        let items = self.one_line(label, look).items(2.0, 0.0);
        Sequence { tag: Tag::Content(node), items }
    }
}
