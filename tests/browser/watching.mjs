// A page in headless Chromium of which every request and every complaint is written down.
import { chromium } from "playwright-core";

const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];
const LONGEST_COMPLAINT = 500; // some hold a whole font

/** Let somebody visit a page, and print what they report, with what was asked and complained of. */
export async function watchedPage(executablePath, visit) {
  const hosts = new Set();
  const problems = [];
  const browser = await chromium.launch({ executablePath, args: QUIET, chromiumSandbox: false });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(60_000);
    page.on("request", (request) => hosts.add(new URL(request.url()).origin));
    page.on("requestfailed", (request) => problems.push(`failed: ${request.url()}`));
    page.on("pageerror", (error) => problems.push(`thrown: ${error.message}`));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) {
        problems.push(message.text().slice(0, LONGEST_COMPLAINT));
      }
    });
    const report = await visit(page);
    console.log(JSON.stringify({ ...report, hosts: [...hosts], problems }));
  } finally {
    await browser.close();
  }
}
