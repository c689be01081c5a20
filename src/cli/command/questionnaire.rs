//! `assess questionnaire`.

mod publish;

use crate::cli::args::QuestionnaireCommand;
use crate::cli::exit_code::{Status, Stop};
use crate::cli::terminal::{Terminal, write_data};
use crate::cli::{problems, questionnaires};
use crate::questionnaire::{listing, review, show, starter};

/// Runs one of the commands about questionnaires.
pub(crate) fn questionnaire(
    terminal: Terminal,
    command: &QuestionnaireCommand,
) -> Result<Status, Stop> {
    match command {
        QuestionnaireCommand::List => write_data(listing().as_bytes())?,
        QuestionnaireCommand::Show { questionnaire } => {
            let questionnaire = questionnaires::load(questionnaire).map_err(Stop::Refused)?;
            write_data(show(&questionnaire).as_bytes())?;
        }
        QuestionnaireCommand::Check { questionnaire } => return check(terminal, questionnaire),
        QuestionnaireCommand::New => write_data(starter().as_bytes())?,
        QuestionnaireCommand::Publish(args) => return publish::publish(terminal, args),
    }
    Ok(Status::Done)
}

/// Says what a questionnaire holds and what is wrong with it, or could be better.
fn check(terminal: Terminal, name: &str) -> Result<Status, Stop> {
    let questionnaire = match questionnaires::load(name) {
        Ok(questionnaire) => questionnaire,
        Err(reasons) => {
            problems::show_all(terminal, &reasons);
            return Ok(Status::Refused);
        }
    };
    problems::show_all(terminal, &review(&questionnaire));
    let line = format!(
        "{} {}: {} competencies, {} items, {} context questions; it can be used\n",
        questionnaire.model.id,
        questionnaire.model.version,
        questionnaire.competencies.len(),
        questionnaire.item_count(),
        questionnaire.context.len(),
    );
    write_data(line.as_bytes())?;
    Ok(Status::Done)
}
