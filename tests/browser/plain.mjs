// Visits the plain page as a person would and prints what happened as JSON.
// node plain.mjs CHROMIUM ADDRESS SCREENSHOT
import { watchedPage } from "./watching.mjs";

const [executablePath, address, screenshot] = process.argv.slice(2);

await watchedPage(executablePath, async (page) => {
  await page.goto(address);
  const examples = await page.getByLabel("Example").locator("option").allInnerTexts();
  await page.getByLabel("Example").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Run" }).click();
  await page.getByRole("heading", { name: "Answer: 200" }).waitFor();
  await page.screenshot({ path: screenshot });
  return { answer: await page.locator("#answer").innerText(), examples };
});
