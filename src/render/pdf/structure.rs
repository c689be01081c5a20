//! The structure tree: what each mark means, in reading order.

use crate::layout::{Kid, Marker, Node, NodeId, Pages, Role, Scope, Tag};
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};
use std::collections::BTreeMap;

/// The name of a role in PDF.
pub(super) fn role_name(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(_) => "H3",
        Role::Paragraph => "P",
        Role::Division => "Div",
        Role::List(_) => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ItemBody => "LBody",
        Role::Table => "Table",
        Role::TableHead => "THead",
        Role::TableBody => "TBody",
        Role::Row => "TR",
        Role::HeadCell(_) => "TH",
        Role::Cell => "TD",
        Role::Figure => "Figure",
    }
}

/// Writes the tree and ties the pages to it; gives the root's id.
pub(super) fn add(
    file: &mut Document,
    pages: &Pages,
    page_ids: &[ObjectId],
) -> lopdf::Result<ObjectId> {
    let root = file.new_object_id();
    let ids: Vec<ObjectId> = pages.nodes.iter().map(|_| file.new_object_id()).collect();
    let tree = Tree { pages, page_ids, ids: &ids, root, parents: parents(&pages.nodes) };
    for (index, node) in pages.nodes.iter().enumerate() {
        file.set_object(ids[index], tree.element(index, node));
    }
    let parent_tree = tree.parent_tree(file);
    for (number, page) in page_ids.iter().enumerate() {
        let page = file.get_dictionary_mut(*page)?;
        page.set("StructParents", integer(number));
        page.set("Tabs", name("S"));
    }
    let mut dictionary = dictionary! {
        "Type" => name("StructTreeRoot"),
        "K" => vec![Object::Reference(ids.first().copied().unwrap_or(root))],
        "ParentTree" => file.add_object(parent_tree),
        "ParentTreeNextKey" => integer(page_ids.len()),
    };
    if let Some(names) = tree.head_names() {
        let names = file.add_object(names);
        dictionary.set("IDTree", names);
    }
    file.set_object(root, dictionary);
    Ok(root)
}

struct Tree<'a> {
    pages: &'a Pages,
    page_ids: &'a [ObjectId],
    ids: &'a [ObjectId],
    root: ObjectId,
    parents: BTreeMap<NodeId, NodeId>,
}

impl Tree<'_> {
    fn element(&self, index: usize, node: &Node) -> Dictionary {
        let parent = self.parents.get(&NodeId(index)).map_or(self.root, |id| self.ids[id.0]);
        let kids: Vec<Object> = node.kids.iter().map(|kid| self.kid(*kid)).collect();
        let mut element = dictionary! {
            "Type" => name("StructElem"),
            "S" => name(role_name(node.role)),
            "P" => parent,
        };
        if !kids.is_empty() {
            element.set("K", kids);
        }
        if let (Role::Figure, Some(alt)) = (node.role, &node.alt) {
            element.set("Alt", text(alt));
        }
        if let Role::HeadCell(_) = node.role {
            element.set("ID", head_name(NodeId(index)));
        }
        if let Some(attributes) = attributes(node) {
            element.set("A", attributes);
        }
        element
    }

    fn kid(&self, kid: Kid) -> Object {
        match kid {
            Kid::Node(id) => Object::Reference(self.ids[id.0]),
            Kid::Content { page, sequence } => Object::Dictionary(dictionary! {
                "Type" => name("MCR"),
                "Pg" => self.page_ids[page],
                "MCID" => integer(self.content_number(page, sequence)),
            }),
        }
    }

    /// The number of a sequence among those of its page that are content.
    fn content_number(&self, page: usize, sequence: usize) -> usize {
        let before = self.pages.pages[page].sequences.iter().take(sequence);
        before.filter(|marks| marks.tag != Tag::Artifact).count()
    }

    /// For each page, the elements that its content belongs to.
    fn parent_tree(&self, file: &mut Document) -> Dictionary {
        let mut numbers = Vec::new();
        for (index, page) in self.pages.pages.iter().enumerate() {
            let owners = page.sequences.iter().filter_map(|marks| match marks.tag {
                Tag::Artifact => None,
                Tag::Content(id) => Some(Object::Reference(self.ids[id.0])),
            });
            let owners = file.add_object(Object::Array(owners.collect()));
            numbers.push(integer(index));
            numbers.push(Object::Reference(owners));
        }
        dictionary! { "Nums" => numbers }
    }

    /// The elements that cells refer to by name.
    fn head_names(&self) -> Option<Dictionary> {
        let heads = self
            .pages
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| matches!(node.role, Role::HeadCell(_)));
        let names: Vec<Object> = heads
            .flat_map(|(index, _)| [head_name(NodeId(index)), Object::Reference(self.ids[index])])
            .collect();
        (!names.is_empty()).then(|| dictionary! { "Names" => names })
    }
}

fn parents(nodes: &[Node]) -> BTreeMap<NodeId, NodeId> {
    let kids_of = |(index, node): (usize, &Node)| {
        let kids: Vec<NodeId> = node
            .kids
            .iter()
            .filter_map(|kid| if let Kid::Node(id) = kid { Some(*id) } else { None })
            .collect();
        kids.into_iter().map(move |kid| (kid, NodeId(index)))
    };
    nodes.iter().enumerate().flat_map(kids_of).collect()
}

fn attributes(node: &Node) -> Option<Dictionary> {
    let mut attributes = match node.role {
        Role::HeadCell(_) | Role::Cell => dictionary! { "O" => name("Table") },
        Role::List(marker) => {
            let numbering = if marker == Marker::Number { "Decimal" } else { "Disc" };
            return Some(dictionary! { "O" => name("List"), "ListNumbering" => name(numbering) });
        }
        Role::Table => {
            let summary = node.alt.as_ref()?;
            return Some(dictionary! { "O" => name("Table"), "Summary" => text(summary) });
        }
        _ => return None,
    };
    if let Role::HeadCell(scope) = node.role {
        let scope = if scope == Scope::Column { "Column" } else { "Row" };
        attributes.set("Scope", name(scope));
    }
    if !node.heads.is_empty() {
        let heads: Vec<Object> = node.heads.iter().map(|id| head_name(*id)).collect();
        attributes.set("Headers", heads);
    }
    (attributes.len() > 1).then_some(attributes)
}

/// Names sort like numbers, as a name tree wants.
fn head_name(id: NodeId) -> Object {
    Object::String(format!("h{:06}", id.0).into_bytes(), StringFormat::Literal)
}

/// A name object.
pub(super) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// A text string: UTF-16 where ASCII does not do.
pub(super) fn text(text: &str) -> Object {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Object::string_literal(text);
    }
    Object::String(utf16(text), StringFormat::Hexadecimal)
}

/// Text as UTF-16 with its mark.
pub(super) fn utf16(text: &str) -> Vec<u8> {
    let mark = std::iter::once(0xfeff);
    mark.chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect()
}

/// A count.
pub(super) fn integer(count: usize) -> Object {
    Object::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}
