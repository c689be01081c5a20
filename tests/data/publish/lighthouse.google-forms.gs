const FORM = {
  "title": "Running a lighthouse",
  "description": "",
  "scale": [
    "Almost never",
    "Seldom",
    "About half the time",
    "Usually",
    "Almost always",
    "Not observed"
  ],
  "sections": [
    {
      "title": "About your answers",
      "help": "Your answers are about a function as a whole, or about one person.",
      "questions": [
        {
          "kind": "text",
          "title": "[organisation] Which organisation are you answering about? Write it as in the invitation."
        },
        {
          "kind": "text",
          "title": "[subject] Whom are you assessing? Leave it empty when you answer about the function as a whole."
        },
        {
          "kind": "one",
          "title": "[role] Which seat does this person hold or apply for? Leave it empty for the function as a whole.",
          "choices": [
            "Lighthouse keeper",
            "Engine mechanic"
          ]
        },
        {
          "kind": "one",
          "title": "[standing] Does this person hold the seat? Leave it empty for the function as a whole.",
          "choices": [
            "Yes, holds the seat",
            "No, candidate from inside",
            "No, candidate from outside"
          ]
        },
        {
          "kind": "one",
          "title": "[rater] How do you stand to this person or function?",
          "choices": [
            "I am that person, or hold the post",
            "This person, or the holder of the post, reports to me",
            "I work at the same level",
            "I report to this person, or to the holder of the post",
            "I am a member of the board",
            "Other"
          ]
        }
      ]
    },
    {
      "title": "Lamp",
      "help": "",
      "questions": [
        {
          "kind": "grid",
          "title": "Running a lighthouse",
          "rows": [
            "[keeper.lamp.1] Lights the lamp before dusk, even when the supply boat's late.",
            "[keeper.lamp.2] Lets the lamp go out (or smoke) without writing down the reason.",
            "[keeper.lamp.3] Cleans the lens every morning, and checks the half-hourly flash."
          ]
        },
        {
          "kind": "one",
          "title": "[importance.keeper.lamp] How much does this matter here? (Lamp)",
          "choices": [
            "1 (not at all)",
            "2",
            "3",
            "4",
            "5 (very much)"
          ]
        },
        {
          "kind": "paragraph",
          "title": "[comment.keeper.lamp] Remarks (Lamp)"
        }
      ]
    },
    {
      "title": "Log",
      "help": "",
      "questions": [
        {
          "kind": "grid",
          "title": "Running a lighthouse",
          "rows": [
            "[keeper.log.1] Writes the weather, the ships and the keeper's watch into the log.",
            "[keeper.log.2] Keeps a log that the next watch can read (without guessing)."
          ]
        },
        {
          "kind": "one",
          "title": "[importance.keeper.log] How much does this matter here? (Log)",
          "choices": [
            "1 (not at all)",
            "2",
            "3",
            "4",
            "5 (very much)"
          ]
        },
        {
          "kind": "paragraph",
          "title": "[comment.keeper.log] Remarks (Log)"
        }
      ]
    },
    {
      "title": "Fog engine",
      "help": "",
      "questions": [
        {
          "kind": "grid",
          "title": "Running a lighthouse",
          "rows": [
            "[mechanic.engine.1] Starts the fog engine within ten minutes, whatever the weather.",
            "[mechanic.engine.2] Has spare parts (belts, valves) on the rock before they're needed.",
            "[mechanic.engine.3] Tells the keeper in time, and in plain words, what needs repair."
          ]
        },
        {
          "kind": "one",
          "title": "[importance.mechanic.engine] How much does this matter here? (Fog engine)",
          "choices": [
            "1 (not at all)",
            "2",
            "3",
            "4",
            "5 (very much)"
          ]
        },
        {
          "kind": "paragraph",
          "title": "[comment.mechanic.engine] Remarks (Fog engine)"
        }
      ]
    },
    {
      "title": "Facts about the organisation",
      "help": "For whoever asked for the assessment. Leave empty what you do not know.",
      "questions": [
        {
          "kind": "text",
          "title": "[org.invited] How many people were asked to answer?"
        },
        {
          "kind": "one",
          "title": "[org.size] Number of staff on the rock",
          "choices": [
            "fewer than five",
            "five to twenty",
            "more than twenty"
          ]
        },
        {
          "kind": "many",
          "title": "[org.supplies] What the boat brings",
          "choices": [
            "Lamp oil",
            "Bread, butter and cheese",
            "Mail"
          ]
        }
      ]
    }
  ]
};

// Makes the form above. In script.google.com: New project, paste this file, choose makeForm, Run.
// Run it once; the links to the form stand in the log.
function makeForm() {
  const form = FormApp.create(FORM.title);
  form.setDescription(FORM.description);
  form.setProgressBar(true);
  FORM.sections.forEach(function (section, at) {
    const head = at === 0 ? form.addSectionHeaderItem() : form.addPageBreakItem();
    head.setTitle(section.title);
    if (section.help) head.setHelpText(section.help);
    section.questions.forEach(function (question) {
      addQuestion(form, question);
    });
  });
  Logger.log("For the raters: " + form.getPublishedUrl());
  Logger.log("To change it: " + form.getEditUrl());
  return form;
}

function addQuestion(form, question) {
  switch (question.kind) {
    case "grid":
      form.addGridItem().setTitle(question.title).setRows(question.rows).setColumns(FORM.scale);
      break;
    case "text":
      form.addTextItem().setTitle(question.title);
      break;
    case "paragraph":
      form.addParagraphTextItem().setTitle(question.title);
      break;
    case "one":
      form.addMultipleChoiceItem().setTitle(question.title).setChoiceValues(question.choices);
      break;
    case "many":
      form.addCheckboxItem().setTitle(question.title).setChoiceValues(question.choices);
      break;
  }
}
