// Opens each file in a browser and lists what axe-core finds. Called by .ci/axe.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { axe, browser } from "./browser.mjs";

// Problems of a file on one screen, each as a line or more.
async function problems(file, width, scheme) {
  const found = [];
  const page = await browser.newPage();
  page.on("pageerror", (error) => found.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") found.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) found.push(`fetches ${request.url()}`);
  });
  await page.setViewport({ width, height: 800 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(pathToFileURL(resolve(file)).href, { waitUntil: "load" });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) found.push(`the page scrolls sideways by ${wide} px`);
  // The page's policy binds its own scripts; the debugger evaluates beside it.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
  for (const { id, impact, help, nodes } of violations) {
    for (const { target, failureSummary } of nodes) {
      const why = failureSummary.split("\n").slice(1).map((line) => line.trim()).join("; ");
      found.push(`${id} (${impact}) at ${target.join(" ")}: ${help}: ${why}`);
    }
  }
  await page.close();
  return found;
}

let failed = 0;
try {
  for (const file of process.argv.slice(2)) {
    let count = 0;
    for (const width of [360, 1280]) {
      for (const scheme of ["light", "dark"]) {
        for (const problem of await problems(file, width, scheme)) {
          console.log(`${file}, ${width} px, ${scheme}: ${problem}`);
          count += 1;
        }
      }
    }
    console.log(`${file}: ${count === 0 ? "no violation" : `${count} violations`}`);
    failed += count;
  }
} finally {
  await browser.close();
}
process.exitCode = failed ? 1 : 0;
