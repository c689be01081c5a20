//! Reports that ask too much: forty competencies, endless names, hundreds of comments, names in
//! Chinese, Arabic and Hebrew.
//!
//! `ASSESS_WRITE=DIR cargo test --test it stress` writes them as PDF, to look at and to check.

use crate::demo_document::{document, heading, inline, paragraph, table};
use crate::pdf::{copied, extracted};
use crate::report::fixture::{competency, halden, questionnaire};
use crate::report::pages::{portfolio_of, report_of};
use assess::layout::{
    FontFile, FontSet, Item, Pages, PaperSize, Role, SetText, Tag, Theme, lay_out_with,
};
use assess::questionnaire::Questionnaire;
use assess::render::pdf_with;
use assess::report::blocks::{Block, Document};
use assess::report::template::Template;
use assess::report::{ReportOptions, leadership};
use assess::results::Results;

const SUBJECT: &str = "<b>Müller & Søn</b> 株式会社";

/// Faces of Debian's packages fonts-noto-cjk, fonts-noto-core and fonts-hosny-amiri.
const FACES: [&str; 7] = [
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansArabic-Bold.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansHebrew-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansHebrew-Bold.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf",
];
const AMIRI: &str = "/usr/share/fonts/opentype/fonts-hosny-amiri/Amiri-Regular.ttf";

/// The faces of these files; nothing, and a message, where one is not installed.
fn faces(paths: &[&str]) -> Option<FontSet> {
    let mut files = Vec::new();
    for path in paths {
        let Ok(bytes) = std::fs::read(path) else {
            eprintln!("skipped: {path} is not installed");
            return None;
        };
        files.push(FontFile { name: (*path).to_owned(), bytes });
    }
    let start = std::time::Instant::now();
    let set = FontSet::with_files(files).expect("fonts that may be embedded");
    if std::env::var_os("ASSESS_WRITE").is_some() {
        eprintln!("{} font files: {:?}", paths.len(), start.elapsed());
    }
    Some(set)
}

/// Lays a document out on both papers, checks that all stands inside, writes it twice with the
/// same bytes, and gives its text in the order of its content and as a reader would copy it.
fn checked(name: &str, document: &Document, fonts: &FontSet) -> Option<[String; 2]> {
    let mut text = None;
    for (paper, word) in [(PaperSize::Letter, "letter"), (PaperSize::A4, "a4")] {
        let pages = lay_out_with(document, &Theme::default(), paper, fonts).expect("pages");
        inside(name, &pages);
        let write = || pdf_with(document, &Theme::default(), paper, fonts).expect("a PDF").bytes;
        let bytes = write();
        let start = std::time::Instant::now();
        assert!(bytes == write(), "{name}: the bytes differ");
        if let Some(folder) = std::env::var_os("ASSESS_WRITE").map(std::path::PathBuf::from) {
            eprintln!("{name}-{word}: {:?}", start.elapsed());
            std::fs::write(folder.join(format!("{name}-{word}.pdf")), &bytes).expect("written");
        }
        text = extracted(&bytes).zip(copied(&bytes));
    }
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.map(|(content, copied)| [words(content), words(copied)])
}

/// No text leaves the page, and none but that of drawings its margins.
fn inside(name: &str, pages: &Pages) {
    let (width, height) = pages.size;
    for part in pages.pages.iter().flat_map(|page| &page.sequences) {
        let drawn = matches!(part.tag, Tag::Content(id) if pages.nodes[id.0].role == Role::Figure);
        let margin = if drawn { 6.0 } else { 50.0 };
        let texts = part.items.iter().filter_map(|item| match item {
            Item::Text(text) => Some(text),
            _ => None,
        });
        for text in texts {
            let SetText { at: (x, y), size, tracking, run, .. } = text;
            let end = x + run.width(*size, *tracking);
            // A space at a line's end stands in the margin.
            let right = width - margin + if run.text().ends_with(' ') { 4.0 } else { 0.0 };
            assert!(*x > margin && end < right, "{name}: {:?} from {x} to {end}", run.text());
            assert!(*y > 20.0 && *y < height - 20.0, "{name}: {:?} at {y}", run.text());
        }
    }
}

fn reported(results: &Results, questionnaire: &Questionnaire) -> Document {
    let template = Template::builtin("leadership").expect("is built in");
    leadership(results, questionnaire, &template, &ReportOptions::default()).expect("a report")
}

/// Forty competencies of each role with names of 120 characters.
fn crowded(name: &str) -> Document {
    let mut questionnaire = questionnaire();
    let model = questionnaire.competencies[0].clone();
    let mut results = halden();
    for (id, role) in &mut results.roles {
        role.competencies.clear();
        for index in 0..40 {
            let mut new = model.clone();
            new.id = format!("{id}.extra.{index}");
            new.short = format!("{index} {name}").chars().take(120).collect();
            new.name.clone_from(&new.short);
            let score = 1.0 + f64::from(index) * 0.1;
            role.competencies.push(competency(&new.id, score, Some(3.0)));
            questionnaire.competencies.push(new);
        }
    }
    results.organisation = format!("{name} ").repeat(3).chars().take(120).collect();
    reported(&results, &questionnaire)
}

#[test]
fn forty_competencies_with_long_names() {
    let words = "Leadership of very many things at once and of all that follows from them, ";
    let compound = "Informationssicherheitsmanagementbeauftragtenvertretung";
    let none = FontSet::builtin();
    checked("crowded-words", &crowded(&words.repeat(2)), &none);
    checked("crowded-endless", &crowded(&compound.repeat(3)), &none);
}

#[test]
fn nobody_one_and_two_hundred_raters() {
    for raters in [0, 1, 200] {
        let mut results = halden();
        results.respondents = raters;
        for role in results.roles.values_mut() {
            role.n_raters = raters;
            role.indicative = raters < 5;
            for one in &mut role.competencies {
                one.n_raters = raters;
            }
            if raters < 2 {
                role.interval = None;
                role.competencies.iter_mut().for_each(|one| one.interval = None);
            }
            if raters == 0 {
                role.competencies.clear();
                role.score = None;
                role.gap = None;
            }
        }
        checked(&format!("raters-{raters}"), &report_of(&results), &FontSet::builtin());
    }
}

#[test]
fn no_comment_and_five_hundred() {
    let comment = |number: usize| match number % 4 {
        0 => format!("{number}: fine."),
        1 => format!("{number}: {}", "Decisions come late and without reasons. ".repeat(6)),
        2 => format!("{number}: {}", "unbroken".repeat(30)),
        _ => format!("{number}: “Mixed: שלום, 3 and مرحبا — 株式会社.”"),
    };
    for count in [0, 500] {
        let comments: Vec<String> = (0..count).map(comment).collect();
        let items = comments.iter().map(|text| inline(text)).collect();
        let rows: Vec<Vec<&str>> =
            comments.iter().map(|text| vec!["Board", text.as_str(), "3.4"]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let made = document(vec![
            heading(1, "Comments"),
            Block::List { ordered: false, items },
            Block::Table(table(&["From", "Comment", "Score"], &[], &rows)),
        ]);
        checked(&format!("comments-{count}"), &made, &FontSet::builtin());
        let mut results = halden();
        results.comments.insert("cio".into(), comments);
        checked(&format!("report-comments-{count}"), &report_of(&results), &FontSet::builtin());
    }
}

fn named(name: &str) -> Document {
    let mut results = halden();
    results.organisation = name.into();
    report_of(&results)
}

#[test]
fn markup_in_a_name_is_text() {
    let Some([text, _]) = checked("markup", &named(SUBJECT), &FontSet::builtin()) else { return };
    assert!(text.contains("<b>Müller & Søn</b> [U+682A U+5F0F U+4F1A U+793E]"), "{text}");
    let group: Vec<Results> = [SUBJECT, "חברת הים", "شركة البحر"]
        .into_iter()
        .map(|name| Results { organisation: name.into(), ..halden() })
        .collect();
    checked("portfolio-names", &portfolio_of(&group), &FontSet::builtin());
}

#[test]
fn chinese_names_are_set_where_a_face_has_them() {
    let Some(fonts) = faces(&FACES[..2]) else { return };
    let Some([text, _]) = checked("cjk", &named(SUBJECT), &fonts) else { return };
    assert!(text.contains("<b>Müller & Søn</b> 株式会社"), "{text}");
    assert!(!text.contains("[U+"), "{text}");
}

#[test]
fn arabic_and_hebrew_names_are_read_in_order() {
    let Some(fonts) = faces(&FACES[2..6]) else { return };
    // pdftotext takes the bracket at the end of the name for one of the English sentence's.
    for (file, name, end) in
        [("arabic", "شركة البحر (القاهرة", ")"), ("hebrew", "חברת הים בע״מ", "")]
    {
        let organisation = format!("{name}{end} 2026");
        let Some([_, text]) = checked(file, &named(&organisation), &fonts) else { return };
        assert!(!text.contains("[U+"), "{text}");
        assert!(text.contains(name), "{text}");
    }
}

/// Sentences in which directions, weights and scripts change.
fn mixed() -> Document {
    let text = "The board of **شركة البحر** rated שלום כהן (3.4) and 株式会社 山田 at 2.9 of 5.";
    let cells: &[&str] = &["لا إله إلا الله", "שָׁלוֹם עֲלֵיכֶם", "क्षत्रिय हिन्दी", "한국어 日本語"];
    document(vec![
        heading(1, "مريم الفاسي and דוד כהן lead 株式会社山田"),
        paragraph(text),
        paragraph(
            "كانت القيادة واضحة في الأزمة، لكن المجلس لم يسمع الأخبار السيئة إلا متأخرًا (مرتين في 2025).",
        ),
        paragraph("ההנהלה פעלה מהר, אבל הדירקטוריון שמע מאוחר (פעמיים ב־2025)."),
        paragraph("این گزارش نمی‌خواهد کسی را متهم کند."),
        Block::List { ordered: false, items: vec![inline(text), inline("שלום")] },
        Block::Table(table(&["العربية", "עברית", "हिन्दी", "中文"], &[], &[cells, cells])),
    ])
}

#[test]
fn mixed_directions_are_set_and_read_in_order() {
    let Some(fonts) = faces(&FACES) else { return };
    let Some([content, text]) = checked("mixed", &mixed(), &fonts) else { return };
    // Words come in the order in which they are read, not in that in which they stand.
    let content = content.replace(|letter| matches!(letter, '\u{202a}'..='\u{202e}'), "");
    assert!(content.contains("rated שלום כהן (3.4) and 株式会社 山田 at 2.9 of 5."), "{content}");
    for part in
        ["شركة البحر", "لا إله إلا الله", "لم يسمع الأخبار", "نمی\u{200c}خواهد", "क्षत्रिय हिन्दी"]
    {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert!(!text.contains("[U+"), "{text}");
    let mirrored = Document { language: "ar".to_owned(), ..mixed() };
    checked("mirrored", &mirrored, &fonts);
}

#[test]
fn letters_that_share_glyphs_are_read_as_written() {
    let Some(fonts) = faces(&[AMIRI]) else { return };
    let names = ["مريم الفاسي", "شركة الله", "لا إله إلا هو"];
    let made = document(vec![paragraph(&format!("Rated by {}.", names.join("، ")))]);
    let Some([_, text]) = checked("amiri", &made, &fonts) else { return };
    assert!(names.iter().all(|name| text.contains(name)), "{text}");
}

/// German words in the columns of a table, none cut but where its rules allow.
#[test]
fn long_compounds_are_divided_by_rule() {
    let words = [
        "Informationssicherheitsbeauftragte",
        "Geschäftsfortführungsplanung",
        "Lieferkettensorgfaltspflichten",
    ];
    let text =
        format!("Die {} und die {} der {} sind noch nicht geregelt.", words[0], words[1], words[2]);
    let narrow: &[&str] = &[words[0], &text, words[1], &text, words[2], "1,5"];
    let head = ["Bereich", "Beschreibung", "Verantwortung", "Massnahme", "Abhängigkeit", "Lücke"];
    let made = Document {
        language: "de-CH".to_owned(),
        ..document(vec![
            heading(1, &format!("Der Bereich {} ist offen", words[0])),
            paragraph(&text),
            Block::Table(table(&head, &[], &[narrow, narrow])),
        ])
    };
    let Some([content, _]) = checked("german", &made, &FontSet::builtin()) else { return };
    assert!(content.contains("\u{ad} "), "{content}");
    // Who joins what soft hyphens divide has every word again.
    let whole = content.replace("\u{ad} ", "");
    let found: usize = words.iter().map(|word| whole.matches(word).count()).sum();
    assert_eq!(found, 1 + 3 + 2 * (3 + 6), "{whole}");
}
