//! Many organisations at a time: each on its own, in parallel, in a fixed order of results.

use crate::cli::fault::caught;
use crate::diagnostic::Diagnostic;
use indicatif::ProgressBar;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::num::NonZeroUsize;

/// Runs `work` on every item, on at most `jobs` threads. Results come in the order of the items,
/// whatever the number of threads. A fault of the program in one item (a panic) becomes that
/// item's error, so that the others are finished.
pub(crate) fn each<Item, Done, Work>(
    items: &[Item],
    jobs: Option<NonZeroUsize>,
    bar: &ProgressBar,
    work: Work,
) -> Result<Vec<Result<Done, Vec<Diagnostic>>>, Diagnostic>
where
    Item: Sync,
    Done: Send,
    Work: Fn(&Item) -> Result<Done, Vec<Diagnostic>> + Sync,
{
    let threads = jobs.map_or(0, NonZeroUsize::get);
    let pool = ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| {
        Diagnostic::error("no-threads", format!("{threads} threads cannot be started: {error}"))
            .with_hint("use a smaller --jobs")
    })?;
    let results = pool.install(|| {
        items
            .par_iter()
            .map(|item| {
                let result = caught(|| work(item)).unwrap_or_else(|fault| Err(vec![fault]));
                bar.inc(1);
                result
            })
            .collect()
    });
    bar.finish_and_clear();
    Ok(results)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_panic_fails_one_item() {
        let work = |item: &usize| {
            assert!(*item != 1, "item one");
            Ok(item * 10)
        };
        let results = each(&[0, 1, 2], None, &ProgressBar::hidden(), work).expect("pool");
        assert_eq!(results[0], Ok(0));
        assert_eq!(results[2], Ok(20));
        let problems = results[1].as_ref().expect_err("panic");
        assert!(problems[0].message.contains("item one"), "{problems:?}");
    }
}
