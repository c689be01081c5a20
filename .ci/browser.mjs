// The browser and axe-core that .ci/axe or .ci/form found: for .ci/axe-check.mjs and .ci/form-check.mjs.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const need = createRequire(`${process.env.ASSESS_AXE}/`);
const puppeteer = need("puppeteer-core");

export const axe = readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");

export const browser = await puppeteer.launch({
  executablePath: process.env.ASSESS_BROWSER,
  userDataDir: process.env.ASSESS_PROFILE,
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
