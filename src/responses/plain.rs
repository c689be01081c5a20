//! The names of the plain layout: the one place where they stand.
//!
//! Everything else that may head a column comes from the questionnaire: item ids and texts, and
//! ids and names of context questions.

/// Whom the answers are about.
pub const ORGANISATION: &str = "organisation";
/// Id of the rater.
pub const RESPONDENT: &str = "respondent";
/// The person assessed; blank: the function as a whole.
pub const SUBJECT: &str = "subject";
/// The seat that the subject holds or applies for.
pub const ROLE: &str = "role";
/// Holder or candidate.
pub const STANDING: &str = "standing";
/// The rater's group.
pub const RATER: &str = "rater";
/// Date and time of submission.
pub const SUBMITTED_AT: &str = "submitted_at";
/// Seconds from opening the form to handing it in.
pub const SECONDS: &str = "seconds";
/// Currency of the money facts.
pub const CURRENCY: &str = "org.currency";
/// How many people were asked.
pub const INVITED: &str = "org.invited";
/// Followed by a competency id: how much it matters here, 1 to 5.
pub const IMPORTANCE_PREFIX: &str = "importance.";
/// Followed by a competency or role id: free text.
pub const COMMENT_PREFIX: &str = "comment.";

/// Columns that say whom answers are about and who gave them.
pub(super) const PEOPLE: [&str; 5] = [ORGANISATION, SUBJECT, ROLE, STANDING, RATER];

/// Columns that a file of facts may have from the plain layout, and that are no facts.
pub(super) const NOT_FACTS: [&str; 3] = [RESPONDENT, SUBMITTED_AT, SECONDS];

/// The other spelling of [`ORGANISATION`].
pub(super) const ORGANIZATION: &str = "organization";

/// The names that stand alone, in the order of the plain layout.
pub const NAMES: [&str; 10] = [
    ORGANISATION,
    RESPONDENT,
    SUBJECT,
    ROLE,
    STANDING,
    RATER,
    SUBMITTED_AT,
    SECONDS,
    CURRENCY,
    INVITED,
];
