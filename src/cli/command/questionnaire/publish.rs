//! `assess questionnaire publish`.

use crate::cli::args::{Part, PublishArgs};
use crate::cli::exit_code::{Status, Stop};
use crate::cli::output;
use crate::cli::questionnaires;
use crate::cli::slug::slugs;
use crate::cli::terminal::{Terminal, write_data};
use crate::diagnostic::Diagnostic;
use crate::publish::{Selection, Target, publish as written};
use crate::questionnaire::Questionnaire;
use std::path::{Path, PathBuf};

/// Writes a form and says where it is.
pub(crate) fn publish(terminal: Terminal, args: &PublishArgs) -> Result<Status, Stop> {
    let target = args.to;
    let languages = languages(args, target).map_err(Stop::Refused)?;
    let part = args.part.unwrap_or(if target == Target::Html { Part::Both } else { Part::Rater });
    let selection = Selection {
        roles: args.role.clone(),
        short: args.short,
        rater: part != Part::Sponsor,
        sponsor: part != Part::Rater,
    };
    let bytes = written(&languages, target, &selection).map_err(Stop::refused)?;
    let path = args.out.clone().unwrap_or_else(|| default_path(args, &languages, target));
    if path == Path::new("-") {
        write_data(&bytes)?;
        return Ok(Status::Done);
    }
    output::write_new(&path, &bytes).map_err(Stop::refused)?;
    terminal.say(&format!("{}: {}", path.display(), next_step(target)));
    Ok(Status::Done)
}

/// The questionnaire in the languages that were named, else in all that the target holds.
fn languages(args: &PublishArgs, target: Target) -> Result<Vec<Questionnaire>, Vec<Diagnostic>> {
    let name = &args.questionnaire;
    if args.lang.len() > 1 && !target.has_languages() {
        let message = format!("a form for {} holds one language", target.name());
        let hint = "publish it once per language";
        return Err(vec![Diagnostic::error("one-language", message).with_hint(hint)]);
    }
    let mut wanted = args.lang.clone();
    if wanted.is_empty() {
        wanted.push(questionnaires::load(name)?.model.language);
        if target.has_languages() {
            wanted.extend(questionnaires::further_languages(name));
        }
    }
    wanted.iter().map(|language| questionnaires::load_in(name, language)).collect()
}

/// `technology-leadership-xlsform.xlsx`, with what was chosen: `…-qualtrics-short-de.txt`.
fn default_path(args: &PublishArgs, languages: &[Questionnaire], target: Target) -> PathBuf {
    let id = languages.first().map_or("form", |one| one.model.id.as_str());
    let part = match args.part {
        Some(Part::Rater) => Some("rater"),
        Some(Part::Sponsor) => Some("sponsor"),
        Some(Part::Both) => Some("both"),
        None => None,
    };
    let mut name = vec![id, target.name()];
    name.extend(args.role.iter().map(String::as_str));
    name.extend(args.short.then_some("short"));
    name.extend(part);
    name.extend(args.lang.iter().map(String::as_str));
    let name = name.join(" ");
    let slug = slugs([name.as_str()]).remove(name.as_str()).unwrap_or_else(|| "form".to_owned());
    format!("{slug}.{}", target.extension()).into()
}

/// What to do with the file.
fn next_step(target: Target) -> &'static str {
    match target {
        Target::XlsForm => "upload it to KoBoToolbox or ODK Central as a new form",
        Target::SurveyJs => "paste it into SurveyJS Creator's JSON editor",
        Target::LimeSurvey => "in LimeSurvey: Create survey, Import, choose this file",
        Target::Qualtrics => {
            "in Qualtrics: Survey, Tools, Import/Export, Import survey; export labels later"
        }
        Target::GoogleForms => "paste it into a new project of script.google.com and run makeForm",
        Target::RedCap => "in REDCap: Project Setup, Data Dictionary, Upload",
        Target::Html => "send it to the raters; `assess run` takes a folder of what comes back",
        Target::Docx => "print it, or send it; type the answers into a table made with --to csv",
        Target::Csv => "fill in a row per rater; `assess run` takes it",
    }
}
