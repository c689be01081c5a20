//! Bookmarks, nested by level.

use super::structure::{integer, name, text};
use crate::layout::{Bookmark, Pages};
use lopdf::{Document, Object, ObjectId, dictionary};

/// A bookmark's place among the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Links {
    parent: Option<usize>,
    previous: Option<usize>,
    next: Option<usize>,
    kids: Vec<usize>,
}

/// Writes the bookmarks; gives the root's id, or nothing when there are none.
pub(super) fn add(file: &mut Document, pages: &Pages, page_ids: &[ObjectId]) -> Option<ObjectId> {
    let marks = &pages.outline;
    let root = (!marks.is_empty()).then(|| file.new_object_id())?;
    let ids: Vec<ObjectId> = marks.iter().map(|_| file.new_object_id()).collect();
    let links = link(marks);
    for (index, mark) in marks.iter().enumerate() {
        let links = &links[index];
        let mut entry = dictionary! {
            "Title" => text(&mark.title),
            "Parent" => links.parent.map_or(root, |parent| ids[parent]),
            "Dest" => destination(mark, page_ids, pages.size.1),
        };
        let mut refer = |key: &str, to: Option<&usize>| {
            if let Some(to) = to {
                entry.set(key, ids[*to]);
            }
        };
        refer("Prev", links.previous.as_ref());
        refer("Next", links.next.as_ref());
        refer("First", links.kids.first());
        refer("Last", links.kids.last());
        if !links.kids.is_empty() {
            // A negative count: closed until the reader opens it.
            entry.set("Count", -i64::try_from(links.kids.len()).unwrap_or(i64::MAX));
        }
        file.set_object(ids[index], entry);
    }
    let tops: Vec<usize> =
        (0..marks.len()).filter(|index| links[*index].parent.is_none()).collect();
    let ends = tops.first().zip(tops.last());
    let (first, last) = ends.map_or((root, root), |(first, last)| (ids[*first], ids[*last]));
    let dictionary = dictionary! {
        "Type" => name("Outlines"),
        "First" => first,
        "Last" => last,
        "Count" => integer(tops.len()),
    };
    file.set_object(root, dictionary);
    Some(root)
}

fn destination(mark: &Bookmark, page_ids: &[ObjectId], height: f32) -> Vec<Object> {
    let page = page_ids.get(mark.page).or(page_ids.first());
    let top = Object::Real((height - mark.y + 8.0).round());
    let page = page.map_or(Object::Null, |id| Object::Reference(*id));
    vec![page, name("XYZ"), Object::Null, top, Object::Null]
}

fn link(marks: &[Bookmark]) -> Vec<Links> {
    let mut links = vec![Links::default(); marks.len()];
    // The bookmarks that are open, from the outermost in.
    let mut open: Vec<usize> = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        let mut sibling = None;
        while let Some(&last) = open.last()
            && marks[last].level >= mark.level
        {
            sibling = open.pop();
        }
        links[index].parent = open.last().copied();
        links[index].previous = sibling;
        if let Some(sibling) = sibling {
            links[sibling].next = Some(index);
        }
        if let Some(&parent) = open.last() {
            links[parent].kids.push(index);
        }
        open.push(index);
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(levels: &[u8]) -> Vec<(Option<usize>, Option<usize>)> {
        let mark = |level: &u8| Bookmark { level: *level, title: String::new(), page: 0, y: 0.0 };
        let marks: Vec<Bookmark> = levels.iter().map(mark).collect();
        link(&marks).into_iter().map(|links| (links.parent, links.previous)).collect()
    }

    #[test]
    fn levels_nest() {
        let expected = vec![
            (None, None),
            (Some(0), None),
            (Some(0), Some(1)),
            (None, Some(0)),
            (Some(3), None),
        ];
        assert_eq!(linked(&[1, 2, 2, 1, 2]), expected);
    }
}
