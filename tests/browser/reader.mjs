// Uses the example front end as a person would, and prints what happened as JSON.
// node reader.mjs CHROMIUM ADDRESS FOLDER-OF-SCREENSHOTS EMAIL PASSWORD
import { watchedPage } from "./watching.mjs";

const [executablePath, address, screenshots, email, password] = process.argv.slice(2);

await watchedPage(executablePath, async (page) => {
  page.setDefaultTimeout(15_000);
  const seen = {};
  const picture = (name) => page.screenshot({ path: `${screenshots}/reader-${name}.png` });
  const button = (name) => page.getByRole("button", { name });
  const cards = page.locator(".card");
  const comments = page.locator(".comment");

  await page.goto(address);
  await cards.first().waitFor();
  await picture("home");
  seen.before = await cards.count();
  await cards.last().scrollIntoViewIfNeeded();
  await cards.nth(seen.before).waitFor();
  seen.scrolled = await cards.count();

  await page.getByRole("link", { name: "Sign in" }).click();
  await page.getByLabel("Address").fill(email);
  await page.getByLabel("Password").fill("not the password");
  await button("Sign in").click();
  seen.refused = await page.getByRole("alert").innerText();
  await page.getByLabel("Password").fill(password);
  await button("Sign in").click();
  await button("Sign out").waitFor();

  await page.getByRole("link", { name: "Reading a long discussion" }).click();
  await comments.first().waitFor();
  seen.commentsAtFirst = await comments.count();
  while (await button(/more repl/).count()) {
    const shown = await comments.count();
    await button(/more repl/).first().click();
    await comments.nth(shown).waitFor();
  }
  seen.comments = await comments.evaluateAll((all) =>
    all.map((comment) => [
      Number(comment.style.getPropertyValue("--depth")),
      comment.querySelector(".byline > .avatar + *").innerText,
    ]),
  );
  await picture("thread");

  await page.goBack();
  await cards.first().waitFor();
  await button("Sign out").click();
  await page.getByRole("link", { name: "Sign in" }).waitFor();
  return seen;
});
