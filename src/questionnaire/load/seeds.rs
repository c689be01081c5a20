//! Reading `[[seed]]` statements.

use super::super::Seed;
use super::super::reader::{Fields, Located, Node};
use super::super::source::Problems;

/// Reads one statement.
pub(super) fn read(table: Node<'_>, problems: &mut Problems<'_>) -> Located<Seed> {
    let mut fields = Fields::new(table, "[[seed]]", problems);
    let seed = Seed {
        id: fields.required_text("id"),
        text: fields.required_text("text"),
        carried_by: fields.texts("carried_by"),
        not_carried: fields.text("not_carried"),
    };
    fields.finish(seed)
}
