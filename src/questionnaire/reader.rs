//! Reading TOML tables key by key, so that every problem is reported and not only the first.

use super::source::{Problems, Spot, did_you_mean};
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// A value with the place of the table it came from and of each of its keys.
#[derive(Debug, Clone, Default)]
pub(super) struct Located<T> {
    pub(super) value: T,
    pub(super) at: Spot,
    keys: BTreeMap<&'static str, Spot>,
}

impl<T> Located<T> {
    /// A value without keys.
    pub(super) fn at(value: T, at: Spot) -> Self {
        Self { value, at, keys: BTreeMap::new() }
    }

    /// The same value, knowing the places of another table's keys too.
    pub(super) fn with_keys_of<U>(mut self, other: Located<U>) -> Self {
        self.keys.extend(other.keys);
        self
    }

    /// Where the key's value stands; the table itself when the key is absent.
    pub(super) fn spot(&self, key: &str) -> Spot {
        self.keys.get(key).copied().unwrap_or(self.at)
    }

    /// Whether the file gives this key.
    pub(super) fn gives(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }
}

/// A table of a source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'a> {
    pub(super) table: &'a DeTable<'a>,
    pub(super) at: Spot,
}

/// Reads the keys of one table. Keys that nobody asked for are unknown.
pub(super) struct Fields<'a, 'p, 's> {
    /// The table.
    pub(super) node: Node<'a>,
    /// Where problems go.
    pub(super) problems: &'p mut Problems<'s>,
    /// Name of the table in messages, for example `[scale]`.
    what: &'static str,
    asked: BTreeMap<&'static str, Option<Spot>>,
}

impl<'a, 'p, 's> Fields<'a, 'p, 's> {
    pub(super) fn new(node: Node<'a>, what: &'static str, problems: &'p mut Problems<'s>) -> Self {
        Self { node, problems, what, asked: BTreeMap::new() }
    }

    /// A text, when the key is there.
    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        let value = self.value(key)?;
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.wrong_kind(key, "a text in quotes", value);
        }
        text
    }

    /// A text that has to be there and not blank.
    pub(super) fn required_text(&mut self, key: &'static str) -> String {
        if !self.node.table.contains_key(key) {
            self.asked.insert(key, None);
            let message = format!("{} lacks `{key}`", self.what);
            self.problems.error(self.node.at, "missing-key", message);
            return String::new();
        }
        let text = self.text(key);
        if text.as_deref().is_some_and(|text| text.trim().is_empty()) {
            let message = format!("`{key}` of {} is empty", self.what);
            let spot = self.spot_of(key);
            self.problems.error(spot, "empty-text", message);
        }
        text.unwrap_or_default()
    }

    /// A finite number.
    pub(super) fn number(&mut self, key: &'static str) -> Option<f64> {
        let value = self.value(key)?;
        let number = as_number(value.get_ref());
        if number.is_none() {
            self.wrong_kind(key, "a finite number", value);
        }
        number
    }

    /// A whole number.
    pub(super) fn integer(&mut self, key: &'static str) -> Option<i64> {
        let value = self.value(key)?;
        let integer = as_integer(value.get_ref());
        if integer.is_none() {
            self.wrong_kind(key, "a whole number", value);
        }
        integer
    }

    /// A whole number, zero or above.
    pub(super) fn count(&mut self, key: &'static str) -> Option<usize> {
        let value = self.value(key)?;
        let count = as_integer(value.get_ref()).and_then(|number| usize::try_from(number).ok());
        if count.is_none() {
            self.wrong_kind(key, "a whole number, zero or above", value);
        }
        count
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_kind(key, "true or false", value);
        }
        flag
    }

    /// One of several words.
    pub(super) fn word<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let text = self.text(key)?;
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*meaning);
        }
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let hint = did_you_mean(&text, names.iter().copied())
            .unwrap_or_else(|| format!("use one of {}", names.join(", ")));
        let message = format!("`{key}` cannot be \"{text}\"");
        let spot = self.spot_of(key);
        self.problems.error_with_hint(spot, "unknown-word", message, hint);
        None
    }

    /// A list of texts; absent: empty.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<String> {
        let Some(values) = self.list(key) else { return Vec::new() };
        let mut texts = Vec::new();
        for value in values {
            match value.get_ref().as_str() {
                Some(text) => texts.push(text.to_owned()),
                None => self.wrong_kind(key, "a list of texts", value),
            }
        }
        texts
    }

    /// Two numbers, low and high.
    pub(super) fn range(&mut self, key: &'static str) -> Option<[f64; 2]> {
        let value = self.value(key)?;
        let pair = value.get_ref().as_array().and_then(|values| {
            let numbers: Vec<f64> =
                values.iter().filter_map(|one| as_number(one.get_ref())).collect();
            <[f64; 2]>::try_from(numbers).ok()
        });
        if pair.is_none() {
            self.wrong_kind(key, "two numbers such as [3, 9]", value);
        }
        pair
    }

    /// A list of any values.
    pub(super) fn list(&mut self, key: &'static str) -> Option<&'a DeArray<'a>> {
        let value = self.value(key)?;
        let list = value.get_ref().as_array();
        if list.is_none() {
            self.wrong_kind(key, "a list in square brackets", value);
        }
        list
    }

    /// A table.
    pub(super) fn table(&mut self, key: &'static str) -> Option<Node<'a>> {
        let value = self.value(key)?;
        let node = self.as_node(value);
        if node.is_none() {
            self.wrong_kind(key, "a table", value);
        }
        node
    }

    /// Tables written `[[key]]`; absent: none.
    pub(super) fn tables(&mut self, key: &'static str) -> Vec<Node<'a>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(values) = value.get_ref().as_array() else {
            self.wrong_kind(key, "a list of tables", value);
            return Vec::new();
        };
        let mut nodes = Vec::new();
        for value in values {
            match self.as_node(value) {
                Some(node) => nodes.push(node),
                None => self.wrong_kind(key, "a list of tables", value),
            }
        }
        nodes
    }

    /// The place of a key's value; the table when it is absent.
    pub(super) fn spot_of(&self, key: &str) -> Spot {
        self.asked.get(key).copied().flatten().unwrap_or(self.node.at)
    }

    /// A place inside this source.
    pub(super) fn spot_at(&self, offset: usize) -> Spot {
        Spot { offset, ..self.node.at }
    }

    /// The value of a key, whatever its kind; the key counts as known from now on.
    pub(super) fn value(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        let value = self.node.table.get(key);
        let spot = value.map(|value| self.spot_at(value.span().start));
        self.asked.insert(key, spot);
        value
    }

    /// Reports the keys that nobody asked for and hands the value over with its places.
    pub(super) fn finish<T>(self, value: T) -> Located<T> {
        for key in self.node.table.keys() {
            let name = key.get_ref().as_ref();
            if self.asked.contains_key(name) {
                continue;
            }
            let known: Vec<&str> = self.asked.keys().copied().collect();
            let hint = did_you_mean(name, known.iter().copied())
                .unwrap_or_else(|| format!("known keys: {}", known.join(", ")));
            let spot = Spot { offset: key.span().start, ..self.node.at };
            let message = format!("{} has no key `{name}`", self.what);
            self.problems.error_with_hint(spot, "unknown-key", message, hint);
        }
        let keys = self.asked.into_iter().filter_map(|(key, spot)| Some((key, spot?))).collect();
        Located { value, at: self.node.at, keys }
    }

    /// Reports a value of the wrong kind.
    pub(super) fn wrong_kind(&mut self, key: &str, expected: &str, value: &Spanned<DeValue<'_>>) {
        let found = value.get_ref().type_str();
        let message = format!("`{key}` of {} must be {expected}, found {found}", self.what);
        let spot = self.spot_at(value.span().start);
        self.problems.error(spot, "wrong-kind", message);
    }

    fn as_node(&self, value: &'a Spanned<DeValue<'a>>) -> Option<Node<'a>> {
        let table = value.get_ref().as_table()?;
        Some(Node { table, at: self.spot_at(value.span().start) })
    }
}

/// A finite number from a TOML integer or float.
pub(super) fn as_number(value: &DeValue<'_>) -> Option<f64> {
    let number = match value {
        DeValue::Integer(_) => as_integer(value).map(|number| number as f64),
        DeValue::Float(float) => float.as_str().parse().ok(),
        _ => None,
    };
    number.filter(|number: &f64| number.is_finite())
}

/// A whole number from a TOML integer.
pub(super) fn as_integer(value: &DeValue<'_>) -> Option<i64> {
    let integer = value.as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}
