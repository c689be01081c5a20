//! Small files of answers, made from the first example.

use super::sandbox::root;

/// Raters kept per organisation.
const RATERS: usize = 4;

/// A table of answers that can be changed cell by cell.
#[derive(Clone)]
pub(crate) struct Answers {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Answers {
    /// The same few raters for each organisation.
    pub(crate) fn of(organisations: &[&str]) -> Self {
        let mut example = Self::example("answers.csv");
        let column = example.column("organisation");
        let raters: Vec<Vec<String>> = example.rows.drain(..).take(RATERS).collect();
        for name in organisations {
            example.rows.extend(raters.iter().cloned().map(|mut row| {
                (*name).clone_into(&mut row[column]);
                row
            }));
        }
        // Facts once, by the second row, so that nobody disagrees.
        let facts: Vec<usize> = (0..example.header.len())
            .filter(|at| example.header[*at].starts_with("org."))
            .collect();
        for (index, row) in example.rows.iter_mut().enumerate() {
            if index % RATERS != 1 {
                for at in &facts {
                    row[*at].clear();
                }
            }
        }
        example
    }

    /// A file of the examples.
    pub(crate) fn example(name: &str) -> Self {
        let path = root().join("examples").join(name);
        let mut reader = csv::Reader::from_path(path).expect("an example");
        let texts = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
        let header = texts(reader.headers().expect("a header"));
        let rows = reader.records().map(|row| texts(&row.expect("a row"))).collect();
        Self { header, rows }
    }

    /// A few of the twelve organisations: named persons and a candidate, one rater, self-ratings.
    pub(crate) fn few() -> Self {
        let few = ["Driftwood Logistics", "Juniper Textiles", "Ivy Lane School Trust"];
        let mut group = Self::example("group.csv");
        let column = group.column("organisation");
        group.rows.retain(|row| few.contains(&row[column].as_str()));
        group
    }

    pub(crate) fn column(&self, name: &str) -> usize {
        self.header.iter().position(|known| known == name).expect("a column")
    }

    /// Sets a cell in the first row of an organisation.
    pub(crate) fn set(&mut self, organisation: &str, column: &str, value: &str) {
        let (name, at) = (self.column("organisation"), self.column(column));
        let row = self.rows.iter_mut().find(|row| row[name] == organisation).expect("a row");
        value.clone_into(&mut row[at]);
    }

    /// Adds a column with the same value in every row.
    pub(crate) fn add_column(&mut self, name: &str, value: &str) {
        self.header.push(name.to_owned());
        self.rows.iter_mut().for_each(|row| row.push(value.to_owned()));
    }

    /// Replaces an organisation's name.
    pub(crate) fn rename(&mut self, from: &str, to: &str) {
        let column = self.column("organisation");
        for row in self.rows.iter_mut().filter(|row| row[column] == from) {
            to.clone_into(&mut row[column]);
        }
    }

    /// The table as CSV.
    pub(crate) fn text(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.header).expect("written");
        for row in &self.rows {
            writer.write_record(row).expect("written");
        }
        String::from_utf8(writer.into_inner().expect("written")).expect("UTF-8")
    }
}
