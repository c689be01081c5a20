//! The words of a language: bands, readiness, confidence, table heads, phrases.
//!
//! There is one table per language (`templates/wording.en.toml`), and every output takes its words
//! from it, so that no two outputs can name the same thing differently. Keys are written with dots,
//! as in `band.strong`.

pub mod ids;

use crate::report::ReportError;
use std::collections::BTreeMap;

/// The words of one language, by dotted key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    words: BTreeMap<String, String>,
}

impl Wording {
    /// The wording that comes with the program.
    ///
    /// # Errors
    /// When the built-in table is not TOML, which a test rules out.
    pub fn builtin() -> Result<Self, ReportError> {
        Self::parse("wording.en.toml", include_str!("../../templates/wording.en.toml"))
    }

    /// The languages in which the program has words.
    pub fn languages() -> &'static [&'static str] {
        &["de", "en"]
    }

    /// The words of a language; the English ones where the program has none in it.
    ///
    /// # Errors
    /// As [`Self::builtin`].
    pub fn builtin_in(language: &str) -> Result<Self, ReportError> {
        match primary(language) {
            "de" => Self::parse("wording.de.toml", include_str!("../../templates/wording.de.toml")),
            _ => Self::builtin(),
        }
    }

    /// Reads a wording table; `name` is named in errors.
    ///
    /// # Errors
    /// When the text is not TOML, with its line.
    pub fn parse(name: &str, text: &str) -> Result<Self, ReportError> {
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let start = error.span().map_or(0, |span| span.start);
            ReportError::Wording {
                file: name.to_owned(),
                line: 1 + text.get(..start).unwrap_or("").matches('\n').count(),
                message: error.message().to_owned(),
            }
        })?;
        let mut wording = Self::default();
        wording.take(String::new(), &toml::Value::Table(table));
        Ok(wording)
    }

    /// These words, with those of `other` in front.
    #[must_use]
    pub fn overridden_by(mut self, other: Self) -> Self {
        self.words.extend(other.words);
        self
    }

    /// The words for a key, when the table has it.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.words.get(key).map(String::as_str)
    }

    /// The words for a key; the last part of the key, as words, when the table lacks it.
    pub fn text(&self, key: &str) -> String {
        self.get(key).map_or_else(|| plain(key.rsplit('.').next().unwrap_or(key)), str::to_owned)
    }

    /// The word for an id in a section: `word("band", "strong")` is the text of `band.strong`, or
    /// the id as words.
    pub fn word(&self, section: &str, id: &str) -> String {
        self.get(&format!("{section}.{id}")).map_or_else(|| plain(id), str::to_owned)
    }

    /// The words for a key with `{name}` replaced by values.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(&self.text(key), values)
    }

    /// A counted noun with its right form: `count("noun.rater", 1)` is "one rater". Counts up to
    /// twelve are words.
    pub fn count(&self, key: &str, n: usize) -> String {
        let form = if n == 1 { "one" } else { "other" };
        let number = self.number_word(n);
        fill(&self.text(&format!("{key}.{form}")), &[("n", &number)])
    }

    /// A count in words up to twelve, then in digits.
    pub fn number_word(&self, n: usize) -> String {
        self.get(&format!("number.{n}")).map_or_else(|| self.thousands(n as u64), str::to_owned)
    }

    /// A whole number with the language's thousands separator.
    pub fn thousands(&self, n: u64) -> String {
        let digits = n.to_string();
        let separator = self.text("format.thousands");
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push_str(&separator);
            }
            text.push(digit);
        }
        text
    }

    /// "a", "a and b", "a, b and c".
    pub fn list<S: AsRef<str>>(&self, parts: &[S]) -> String {
        let mut text = String::new();
        for (index, part) in parts.iter().enumerate() {
            let joint = match index {
                0 => String::new(),
                _ if index + 1 == parts.len() => self.text("format.last_of_list"),
                _ => self.text("format.in_list"),
            };
            text.push_str(&joint);
            text.push_str(part.as_ref());
        }
        text
    }

    /// A name or sentence as it stands in the middle of a sentence: with a small first letter,
    /// where the language writes it so.
    pub fn inside(&self, text: &str) -> String {
        if self.get("format.inside_sentence") == Some("as_is") {
            text.to_owned()
        } else {
            lower_first(text)
        }
    }

    /// All keys with their words, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }

    fn take(&mut self, key: String, value: &toml::Value) {
        match value {
            toml::Value::Table(table) => {
                for (name, inner) in table {
                    let inner_key =
                        if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
                    self.take(inner_key, inner);
                }
            }
            toml::Value::String(text) => {
                self.words.insert(key, text.clone());
            }
            other => {
                self.words.insert(key, other.to_string());
            }
        }
    }
}

/// Replaces `{name}` by the values; braces that name nothing stay.
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        let (before, tail) = rest.split_at(open);
        text.push_str(before);
        let found = values.iter().find_map(|(name, value)| {
            tail.strip_prefix('{')?.strip_prefix(name)?.strip_prefix('}').map(|end| (*value, end))
        });
        if let Some((value, end)) = found {
            text.push_str(value);
            rest = end;
        } else {
            text.push('{');
            rest = tail.get(1..).unwrap_or("");
        }
    }
    text.push_str(rest);
    text
}

/// The language of a tag without script and region: "de" of "de-CH".
pub(super) fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// An id as words: `split_under_cio` becomes "split under cio".
fn plain(id: &str) -> String {
    id.replace(['_', '-'], " ")
}

/// The first letter in lower case, unless the first word looks like a name or an abbreviation.
pub fn lower_first(text: &str) -> String {
    let first_word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let single = first_word.chars().count() < 2 && !text.starts_with("A ");
    if single || first_word.chars().skip(1).any(char::is_uppercase) {
        return text.to_owned();
    }
    change_first(text, |first| first.to_lowercase().collect())
}

/// The first letter in upper case.
pub fn upper_first(text: &str) -> String {
    change_first(text, |first| first.to_uppercase().collect())
}

fn change_first(text: &str, change: impl Fn(char) -> String) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| change(first) + letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Wording {
        Wording::builtin().expect("the built-in wording is TOML")
    }

    #[test]
    fn counts_take_the_right_form() {
        assert_eq!(english().count("noun.rater", 1), "one rater");
        assert_eq!(english().count("noun.rater", 2), "two raters");
        assert_eq!(english().count("noun.rater", 1234), "1,234 raters");
    }

    #[test]
    fn lists_are_joined_as_people_do() {
        assert_eq!(english().list(&["a"]), "a");
        assert_eq!(english().list(&["a", "b"]), "a and b");
        assert_eq!(english().list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(english().list::<&str>(&[]), "");
    }

    #[test]
    fn unknown_ids_become_words() {
        assert_eq!(english().word("band", "off_the_chart"), "off the chart");
    }

    #[test]
    fn abbreviations_keep_their_capitals() {
        assert_eq!(lower_first("Incident response"), "incident response");
        assert_eq!(lower_first("IT governance"), "IT governance");
        assert_eq!(lower_first("DevOps"), "DevOps");
        assert_eq!(lower_first("A named head"), "a named head");
        assert_eq!(lower_first(""), "");
    }

    #[test]
    fn filling_replaces_names_only() {
        assert_eq!(fill("{a} of {b}, {c}", &[("a", "{b}"), ("b", "2")]), "{b} of 2, {c}");
    }
}
