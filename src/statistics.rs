//! The formulas: intervals, agreement, discrepancy.
