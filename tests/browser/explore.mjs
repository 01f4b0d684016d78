// Visits the explorer as a person would and prints what happened as JSON.
// node explore.mjs CHROMIUM ADDRESS SCREENSHOT
import { chromium } from "playwright-core";

const [executablePath, address, screenshot] = process.argv.slice(2);

const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];

const TAB = 1;

const requests = new Set();
const problems = [];

const browser = await chromium.launch({ executablePath, args: QUIET, chromiumSandbox: false });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(30_000);
  page.on("request", (request) => requests.add(new URL(request.url()).origin));
  page.on("requestfailed", (request) => problems.push(`failed: ${request.url()}`));
  page.on("pageerror", (error) => problems.push(`thrown: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      problems.push(message.text().slice(0, 500));
    }
  });

  await page.goto(address);
  const documentation = page.locator(".graphiql-doc-explorer-content");
  await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
  await documentation.getByText("Root Types").waitFor();

  const tabs = page.getByRole("tab");
  await tabs.nth(TAB).click();
  await page.locator(".graphiql-query-editor").getByText(await tabs.nth(TAB).innerText()).waitFor();
  await page.getByRole("button", { name: /^Execute query/ }).click();
  const answer = page.locator(".graphiql-response");
  await answer.getByText('"data"').waitFor();
  await page.screenshot({ path: screenshot });

  const result = {
    answer: await answer.innerText(),
    documentation: await documentation.innerText(),
    problems,
    requests: [...requests],
    tabs: await tabs.allInnerTexts(),
  };
  console.log(JSON.stringify(result));
} finally {
  await browser.close();
}
