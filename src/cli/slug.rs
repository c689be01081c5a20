//! File names from names of organisations.

use crate::cli::sha256::hex_digest;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// Longest slug in characters, all of them ASCII.
const LONGEST: usize = 80;

/// Digits of the hash that tells colliding names apart: none, then as many as it takes.
const HASH_DIGITS: [usize; 4] = [0, 6, 16, 64];

/// Names that no report may take: files of a run, and devices of Windows.
const TAKEN: [&str; 5] = ["portfolio", "scores", "results", "index", "run"];
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// File names, without extension, for a set of names.
///
/// The rule: letters are folded to lower-case ASCII (`Müller & Søn` gives `muller-son`), any run of
/// other characters becomes one hyphen, hyphens at the ends go, and what is longer than 80
/// characters is cut. A name without a letter or digit gives `organisation`. Where several names
/// would share a file, and where a slug is taken by a file of the run (`index`) or a device of
/// Windows (`con`), a hyphen and the first 6 hexadecimal digits of the name's SHA-256 follow; more
/// digits should even those collide. So no file name has a dot, a separator or a drive, none is
/// shared, and none depends on the order of the names.
pub(crate) fn slugs<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeMap<&'a str, String> {
    let mut levels: BTreeMap<&str, usize> = names.into_iter().map(|name| (name, 0)).collect();
    loop {
        let slugs: BTreeMap<&str, String> =
            levels.iter().map(|(name, level)| (*name, slug(name, *level))).collect();
        let clashing = clashing(&slugs);
        if clashing.is_empty() {
            return slugs;
        }
        for name in clashing {
            levels.entry(name).and_modify(|level| *level += 1);
        }
    }
}

/// The names whose slug may not stay: taken, or shared and not yet at full length.
fn clashing<'a>(slugs: &BTreeMap<&'a str, String>) -> BTreeSet<&'a str> {
    let mut by_slug: BTreeMap<&str, Vec<&'a str>> = BTreeMap::new();
    for (name, slug) in slugs {
        by_slug.entry(slug).or_default().push(name);
    }
    by_slug
        .into_iter()
        .filter(|(slug, names)| names.len() > 1 || is_taken(slug))
        .flat_map(|(_, names)| names)
        .collect()
}

fn slug(name: &str, level: usize) -> String {
    let base = folded(name);
    let base = if base.is_empty() { "organisation" } else { &base };
    let digits = HASH_DIGITS[level.min(HASH_DIGITS.len() - 1)];
    if digits == 0 {
        return cut(base, LONGEST).to_owned();
    }
    let hash = hex_digest(name.as_bytes());
    format!("{}-{}", cut(base, LONGEST.saturating_sub(digits + 1).max(8)), &hash[..digits])
}

/// At most `length` characters of an ASCII text, without a hyphen at the end.
fn cut(ascii: &str, length: usize) -> &str {
    ascii.get(..length).unwrap_or(ascii).trim_end_matches('-')
}

/// Lower-case ASCII letters and digits with single hyphens between them.
fn folded(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.nfkd().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if let Some(spelled) = spelled_out(letter) {
            slug.push_str(spelled);
        } else if !is_mark(letter) && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Marks that compatibility decomposition splits from Latin letters, and apostrophes.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\'' | '\u{2019}')
}

/// Latin letters that do not decompose.
fn spelled_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ð' | 'đ' => "d",
        'þ' => "th",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}

fn is_taken(slug: &str) -> bool {
    let numbered = |device: &str| {
        slug.strip_prefix(device).is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
    };
    TAKEN.contains(&slug) || DEVICES.contains(&slug) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(name: &str) -> String {
        slugs([name]).remove(name).expect("one")
    }

    #[test]
    fn names_become_plain_file_names() {
        assert_eq!(one("Acme Ltd"), "acme-ltd");
        assert_eq!(one("  Müller & Søn GmbH  "), "muller-son-gmbh");
        assert_eq!(one("O'Hara's  Straße 7"), "oharas-strasse-7");
        assert_eq!(one("../../etc/passwd"), "etc-passwd");
        assert_eq!(one("株式会社"), "organisation");
        assert_eq!(one(""), "organisation");
        assert_eq!(one(&"x".repeat(300)).len(), 80);
    }

    #[test]
    fn taken_names_get_a_hash() {
        for name in ["CON", "Portfolio", "index", "com1", "LPT9", "run"] {
            let slug = one(name);
            assert!(slug.starts_with(&format!("{}-", name.to_lowercase())), "{slug}");
        }
        assert_eq!(one("console"), "console");
    }

    #[test]
    fn colliding_names_are_told_apart_whatever_else_is_there() {
        let both = slugs(["Acme, Ltd.", "Acme Ltd"]);
        let again = slugs(["Other", "Acme Ltd", "Acme, Ltd."]);
        assert_ne!(both["Acme Ltd"], both["Acme, Ltd."]);
        assert_eq!(both["Acme Ltd"], again["Acme Ltd"]);
        assert!(both["Acme Ltd"].starts_with("acme-ltd-"));
    }

    #[test]
    fn a_name_that_imitates_a_hashed_slug_gets_a_file_of_its_own() {
        let hashed = slugs(["Acme Ltd", "Acme, Ltd."])["Acme Ltd"].clone();
        let slugs = slugs(["Acme Ltd", "Acme, Ltd.", hashed.as_str()]);
        let files: BTreeSet<&String> = slugs.values().collect();
        assert_eq!(files.len(), 3, "{slugs:?}");
    }

    proptest! {
        #[test]
        fn slugs_are_safe_and_distinct(names in prop::collection::btree_set(".{0,120}|[ab/. ]{0,3}|con|index", 0..12)) {
            let slugs = slugs(names.iter().map(String::as_str));
            let files: BTreeSet<&String> = slugs.values().collect();
            prop_assert_eq!(files.len(), names.len());
            for slug in files {
                prop_assert!(slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
                prop_assert!(!slug.is_empty() && slug.len() <= LONGEST && !is_taken(slug));
                prop_assert!(!slug.starts_with('-') && !slug.ends_with('-'));
            }
        }
    }
}
