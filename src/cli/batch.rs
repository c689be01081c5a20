//! Many organisations at a time: each on its own, in parallel, in a fixed order of results.

use crate::diagnostic::Diagnostic;
use indicatif::ProgressBar;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};

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
                let result = caught(|| work(item));
                bar.inc(1);
                result
            })
            .collect()
    });
    bar.finish_and_clear();
    Ok(results)
}

/// The result of `work`, or its panic as an error.
fn caught<Done>(
    work: impl FnOnce() -> Result<Done, Vec<Diagnostic>>,
) -> Result<Done, Vec<Diagnostic>> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|fault| {
        let told = fault
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| fault.downcast_ref::<&str>().copied());
        Err(vec![
            Diagnostic::error(
                "internal-error",
                format!("the program failed: {}", told.unwrap_or("no reason given")),
            )
            .with_hint("this is a fault of assess; please report it"),
        ])
    })
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
