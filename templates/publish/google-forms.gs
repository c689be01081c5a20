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
