//! Faults of the program itself: a panic becomes a problem like any other.

use crate::diagnostic::Diagnostic;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};

/// Keeps panics from being told where they happen; [`caught`] tells them.
pub(crate) fn silence() {
    set_hook(Box::new(|_| {}));
}

/// The value of `work`, or its panic as a problem. What `work` was changing is left behind, so it
/// must not be used afterwards.
pub(crate) fn caught<Value>(work: impl FnOnce() -> Value) -> Result<Value, Diagnostic> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|fault| {
        let told = fault
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| fault.downcast_ref::<&str>().copied());
        Diagnostic::error(
            "internal-error",
            format!("the program failed: {}", told.unwrap_or("no reason given")),
        )
        .with_hint("this is a fault of assess; please report it")
    })
}
