//! Ids as survey tools take them: short, of letters and digits. Reading knows the same codes, so
//! that what a form was published with finds its way back.

use super::context::ContextOption;
use super::{Role, RoleKind};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Characters that a short code takes from a checksum where an id is too long.
const CHECK: usize = 5;

/// An id as a code of at most `longest` lower-case letters and digits that starts with a letter.
/// Ids that are too long keep their start and end with part of their SHA-256.
pub fn short_code(id: &str, longest: usize) -> String {
    let mut code = plain(id);
    if !code.starts_with(|first: char| first.is_ascii_alphabetic()) {
        code.insert(0, 'q');
    }
    if code.len() > longest {
        let signs = CHECK.min(longest / 2);
        code.truncate(longest - signs);
        let mut check = String::new();
        for byte in Sha256::digest(id.as_bytes()) {
            // Writing to a `String` cannot fail.
            let _ = write!(check, "{byte:02x}");
        }
        check.truncate(signs);
        code.push_str(&check);
    }
    code
}

/// The code of the option at this place: its letters and digits where they are short and no other
/// option has them, else `o` and its number from 1.
pub fn option_code(options: &[ContextOption], at: usize, longest: usize) -> String {
    let ids: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
    own_code(&ids, at, longest, 'o')
}

/// The code of a seat: its letters and digits where they are short and no other seat has them, else
/// `r` and its number from 1 among the seats.
pub fn role_code(roles: &[Role], id: &str, longest: usize) -> String {
    let seats = roles.iter().filter(|role| role.kind == RoleKind::Seat);
    let ids: Vec<&str> = seats.map(|role| role.id.as_str()).collect();
    let at = ids.iter().position(|one| *one == id).unwrap_or(ids.len());
    own_code(&ids, at, longest, 'r')
}

/// The letters and digits of an id where no other has the same, else a letter and its number.
fn own_code(ids: &[&str], at: usize, longest: usize, letter: char) -> String {
    let code = ids.get(at).map(|id| plain(id)).unwrap_or_default();
    let same = ids.iter().filter(|id| plain(id) == code).count();
    if code.is_empty() || code.len() > longest || same > 1 {
        format!("{letter}{}", at + 1)
    } else {
        code
    }
}

/// Lower-case letters and digits alone.
fn plain(id: &str) -> String {
    id.chars().filter(char::is_ascii_alphanumeric).map(|one| one.to_ascii_lowercase()).collect()
}

/// The place of an option by its code.
pub fn option_of_code(options: &[ContextOption], code: &str, longest: usize) -> Option<usize> {
    (0..options.len()).find(|at| option_code(options, *at, longest) == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_short_and_differ() {
        assert_eq!(short_code("cio.strategy.1", 20), "ciostrategy1");
        assert_eq!(short_code("1.a", 20), "q1a");
        let (one, other) = (
            short_code("importance.partnership.clarity", 20),
            short_code("importance.partnership.clarity.x", 20),
        );
        assert_eq!((one.len(), other.len()), (20, 20));
        assert_ne!(one, other);
        assert!(one.starts_with("importancepartn"));
    }

    #[test]
    fn options_have_codes_of_their_own() {
        let option = |id: &str| ContextOption { id: id.into(), label: id.into(), silent: false };
        let options = ["<50", "50", "50-249", "not_applicable"].map(option);
        let codes: Vec<String> = (0..4).map(|at| option_code(&options, at, 5)).collect();
        assert_eq!(codes, ["o1", "o2", "50249", "o4"]);
        for (at, code) in codes.iter().enumerate() {
            assert_eq!(option_of_code(&options, code, 5), Some(at));
        }
    }
}
