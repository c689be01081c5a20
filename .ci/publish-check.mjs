// Reads a SurveyJS form with survey-core, answers it, and runs an Apps Script against a stub of
// FormApp. Called by .ci/publish: node publish-check.mjs FORM.json FORM.gs
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import vm from "node:vm";

const need = createRequire(`${process.env.ASSESS_PUBLISH}/`);
const { Model } = need("survey-core");
const [jsonFile, scriptFile] = process.argv.slice(2);

function must(condition, message) {
  if (!condition) {
    console.error(`failed: ${message}`);
    process.exit(1);
  }
}

// SurveyJS: no complaint of the reader, every question there, answers come back by id.
const json = JSON.parse(readFileSync(jsonFile, "utf8"));
const survey = new Model(json);
must(!survey.jsonErrors || survey.jsonErrors.length === 0, JSON.stringify(survey.jsonErrors));
const elements = json.pages.flatMap((page) => page.elements);
must(survey.getAllQuestions().length === elements.length, "questions are missing");
const matrix = elements.find((one) => one.type === "matrix");
const answer = { [matrix.rows[0].value]: matrix.columns[0].value };
survey.setValue(matrix.name, answer);
must(JSON.stringify(survey.data[matrix.name]) === JSON.stringify(answer), "an answer is lost");
for (const language of survey.getUsedLocales()) {
  survey.locale = language;
  must(survey.getQuestionByName(matrix.name).visibleRows[0].text.length > 3, `no text in ${language}`);
}

// Google Forms: the script makes what the data says.
const made = [];
function item(kind) {
  const one = { kind };
  const proxy = new Proxy(one, {
    get: (target, name) =>
      name in target
        ? target[name]
        : (value) => {
            must(/^set[A-Z]/.test(String(name)), `unknown call ${String(name)}`);
            target[String(name).slice(3).toLowerCase()] = value;
            return proxy;
          },
  });
  made.push(one);
  return proxy;
}
const form = new Proxy(
  {},
  {
    get: (_, name) => {
      if (/^get(Edit|Published)Url$/.test(String(name))) return () => "https://example.org/form";
      if (/^set(Description|ProgressBar)$/.test(String(name))) return () => form;
      const kind = /^add(.+)Item$/.exec(String(name));
      must(kind, `unknown call ${String(name)}`);
      return () => item(kind[1]);
    },
  },
);
const sandbox = { FormApp: { create: () => form }, Logger: { log: () => {} } };
const script = readFileSync(scriptFile, "utf8");
vm.runInNewContext(`${script}\nmakeForm();\nthis.FORM_DATA = FORM;`, sandbox);
const data = sandbox.FORM_DATA;
const questions = data.sections.flatMap((section) => section.questions);
const asked = made.filter((one) => !["SectionHeader", "PageBreak"].includes(one.kind));
must(asked.length === questions.length, `${asked.length} questions made of ${questions.length}`);
asked.forEach((one, at) => {
  must(one.title === questions[at].title, `title of question ${at + 1}`);
  if (questions[at].rows) must(one.rows.length === questions[at].rows.length, "rows");
  if (questions[at].choices) must(one.choicevalues.length > 0, "choices");
});
