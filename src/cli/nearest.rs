//! "Did you mean": the nearest of the names that exist.

/// The hint `did you mean "x"?` when one of the names is near enough to be meant.
pub(crate) fn did_you_mean<I>(given: &str, known: I) -> Option<String>
where
    I: IntoIterator,
    I::Item: AsRef<str>,
{
    let given = given.to_lowercase();
    let mut best: Option<(f64, String)> = None;
    for name in known {
        let score = strsim::jaro_winkler(&given, &name.as_ref().to_lowercase());
        if score >= 0.8 && best.as_ref().is_none_or(|(found, _)| score > *found) {
            best = Some((score, name.as_ref().to_owned()));
        }
    }
    best.map(|(_, name)| format!("did you mean \"{name}\"?"))
}
