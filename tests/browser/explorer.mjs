// Visits the explorer as a person would and prints what happened as JSON.
// node explorer.mjs CHROMIUM ADDRESS SCREENSHOT
import { watchedPage } from "./watching.mjs";

const [executablePath, address, screenshot] = process.argv.slice(2);

await watchedPage(executablePath, async (page) => {
  await page.goto(address);
  const documentation = page.locator(".graphiql-doc-explorer-content");
  await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
  await documentation.getByText("Root Types").waitFor();

  const tabs = page.getByRole("tab");
  const editor = page.locator(".graphiql-query-editor");
  await editor.getByText(await tabs.nth(0).innerText()).waitFor(); // ready when it shows something
  await tabs.nth(1).click();
  await editor.getByText(await tabs.nth(1).innerText()).waitFor();
  // GraphiQL shows another tab at once, and half a second later knows the name of its operation.
  await page.waitForFunction(
    () => JSON.parse(localStorage["graphiql:tabState"] ?? "{}").activeTabIndex === 1,
  );
  await page.getByRole("button", { name: /^Execute query/ }).click();
  const answer = page.locator(".graphiql-response");
  await answer.getByText('"data"').waitFor();
  await page.screenshot({ path: screenshot });

  return {
    answer: await answer.innerText(),
    documentation: await documentation.innerText(),
    examples: await tabs.allInnerTexts(),
  };
});
