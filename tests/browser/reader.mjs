// Uses the example front end as a person would, and prints what happened as JSON.
// node reader.mjs CHROMIUM ADDRESS FOLDER-OF-SCREENSHOTS EMAIL PASSWORD
import { watchedPage } from "./watching.mjs";

const [executablePath, address, screenshots, email, password] = process.argv.slice(2);
const POST = "Reading a long discussion";

await watchedPage(executablePath, async (page) => {
  page.on("dialog", (dialog) => dialog.accept());
  const picture = (name) => page.screenshot({ path: `${screenshots}/reader-${name}.png` });
  const button = (name) => page.getByRole("button", { name });
  const cards = page.locator(".card");
  const comments = page.locator(".comment");
  const commentThatSays = (hasText) =>
    page.locator(".comment", { has: page.locator(".prose", { hasText }) });
  const seen = {};

  await page.goto(address);
  await cards.first().waitFor();
  await picture("home");
  await scroll();
  await comeBack();
  seen.refusedSignIn = await signIn();
  await readOn();
  await react();
  await follow();
  await discuss();
  await search();
  await leave();
  return seen;

  async function scroll() {
    seen.postsAtFirst = await cards.count();
    seen.askedInVain = 0;
    const failure = JSON.stringify({ errors: [{ message: "Not just now." }] });
    await page.route("**/graphql", async (route) => {
      if (!route.request().postData().includes("PostsNextQuery")) return route.continue();
      seen.askedInVain += 1;
      await route.fulfill({ contentType: "application/json", body: failure });
    });
    await cards.last().scrollIntoViewIfNeeded();
    await page.getByText("Not just now.").waitFor();
    await page.unrouteAll({ behavior: "wait" });
    await button("More").click();
    await cards.nth(seen.postsAtFirst).waitFor();
  }

  async function comeBack() {
    const link = cards.last().getByRole("link");
    await link.scrollIntoViewIfNeeded();
    const place = await page.evaluate(() => window.scrollY);
    await link.click();
    await page.waitForFunction(() => window.scrollY === 0);
    await page.locator(".post").waitFor();
    await page.goBack();
    await cards.last().waitFor();
    await page.waitForFunction((before) => window.scrollY === before, place);
  }

  async function signIn() {
    await page.getByRole("link", { name: "Sign in" }).click();
    await page.getByLabel("Address").fill(email);
    await page.getByLabel("Password").fill("not the password");
    await button("Sign in").click();
    const refused = await page.getByRole("alert").innerText();
    await page.getByLabel("Password").fill(password);
    await button("Sign in").click();
    await button("Sign out").waitFor();
    return refused;
  }

  async function readOn() {
    await page.getByRole("link", { name: "Latest" }).click();
    await page.getByRole("link", { name: POST }).click();
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
  }

  async function react() {
    const unicorn = page.locator(".post").getByRole("button", { name: "unicorn" });
    const isPressed = page.locator(".post").locator('[title="unicorn"][aria-pressed="true"]');
    const before = Number((await unicorn.innerText()).replace(/\D/g, ""));
    await beforeTheAnswerTo("ReactionsSetMutation", async () => {
      await unicorn.click();
      await isPressed.waitFor();
    });
    await page.reload();
    await isPressed.waitFor();
    seen.reacted = Number((await unicorn.innerText()).replace(/\D/g, "")) - before;
    await unicorn.click();
    await isPressed.waitFor({ state: "detached" });
  }

  async function follow() {
    await beforeTheAnswerTo("FollowMutation", async () => {
      await button("Follow").click();
      await button(/^Following/).waitFor();
    });
    await settled(/^Following/);
    await page.getByRole("link", { name: "Broadsheet" }).click();
    await page.getByRole("link", { name: POST }).waitFor();
    seen.reasons = [...new Set(await page.locator(".card .reason").allInnerTexts())];
    await picture("following");
    await page.getByRole("link", { name: "For you" }).click();
    await page.locator('.lists [aria-current]:text("For you")').waitFor();
    seen.rankedFor = [...new Set(await page.locator(".card .reason").allInnerTexts())];
    await picture("for-you");
    await page.getByRole("link", { name: POST }).click();
    await button(/^Following/).click();
    await settled("Follow");
    await page.getByRole("link", { name: "Broadsheet" }).click();
    await page.getByText("Here is what those whom you follow have written.").waitFor();
    await page.goBack();
    await comments.first().waitFor();
  }

  async function discuss() {
    const count = page.getByRole("heading", { name: /comments$/ });
    const before = await count.innerText();
    const [first] = await comments.allInnerTexts();
    const mine = commentThatSays("I would rather");
    const reply = commentThatSays("So would I.");

    // What is refused is taken back, and what was typed is still there.
    await page.getByLabel("Your comment").fill("   ");
    await button("Comment").click();
    seen.refusedComment = await page.getByRole("alert").innerText();
    seen.countAfterRefusal = (await count.innerText()) === before;

    await page.getByLabel("Your comment").fill("I would rather read a *tree*.");
    await beforeTheAnswerTo("WriteCommentMutation", async () => {
      await button("Comment").click();
      await mine.waitFor();
    });
    await mine.locator("em").waitFor(); // that is the server's
    await mine.getByRole("button", { name: "Reply" }).click();
    await page.getByLabel("Your reply").fill("So would I.");
    await beforeTheAnswerTo("WriteCommentMutation", async () => {
      await mine.locator("form").getByRole("button", { name: "Reply" }).click();
      await reply.waitFor();
    });
    await reply.getByRole("button", { name: "Delete" }).waitFor();
    await mine.scrollIntoViewIfNeeded();
    await mine.hover();
    await picture("writing");

    // A reply to the first comment comes after everything that is below it.
    await comments.first().getByRole("button", { name: "Reply" }).click();
    await page.getByLabel("Your reply").fill("In its place.");
    await comments.first().locator("form").getByRole("button", { name: "Reply" }).click();
    const placed = commentThatSays("In its place.");
    await placed.getByRole("button", { name: "Delete" }).waitFor();
    seen.place = await comments.evaluateAll((all) =>
      all.slice(all.findIndex((each) => each.innerText.includes("In its place."))).map(
        (each) => Number(each.style.getPropertyValue("--depth")),
      ),
    );
    await placed.getByRole("button", { name: "Delete" }).click();
    await placed.waitFor({ state: "detached" });

    // What is answered leaves its place, until nothing answers it any more.
    await mine.getByRole("button", { name: "Delete" }).click();
    await page.getByText("This comment is gone.").waitFor();
    await reply.getByRole("button", { name: "Delete" }).click();
    await reply.waitFor({ state: "detached" });
    await page.getByText("This comment is gone.").waitFor({ state: "detached" });
    seen.asBefore = (await count.innerText()) === before && first === (await comments.allInnerTexts())[0];
  }

  async function search() {
    const panel = page.locator(".search .panel");
    await page.getByRole("searchbox").pressSequentially("discuss");
    await panel.getByRole("link", { name: POST }).first().waitFor();
    await page.getByRole("searchbox").pressSequentially("ion");
    await panel.locator("mark").first().waitFor();
    await picture("search");
    await page.getByRole("searchbox").press("Enter");
    await page.getByRole("heading", { name: "“discussion”" }).waitFor();
    seen.found = await page.locator("main mark").allInnerTexts();
    await picture("found");
  }

  async function leave() {
    await button("Sign out").click();
    await page.getByRole("link", { name: "Sign in" }).waitFor();
  }

  /** Wait until a button that waits for an answer can be pressed again. */
  async function settled(name) {
    await page.getByRole("button", { name, disabled: false }).waitFor();
  }

  /** Keep an operation from the server until what is shown at once has been seen. */
  async function beforeTheAnswerTo(operation, look) {
    let letGo;
    const seenIt = new Promise((resolve) => (letGo = resolve));
    await page.route("**/graphql", async (route) => {
      if (route.request().postData().includes(operation)) await seenIt;
      await route.continue();
    });
    await look();
    const answered = page.waitForResponse((each) => each.request().postData().includes(operation));
    letGo();
    await answered;
    await page.unrouteAll({ behavior: "wait" });
  }
});
