// Signs in from the explorer by a cookie, asks who that is, and prints what was answered as JSON.
// node signing_in.mjs CHROMIUM ADDRESS SCREENSHOT EMAIL PASSWORD
import { watchedPage } from "./watching.mjs";

const [executablePath, address, screenshot, email, password] = process.argv.slice(2);

const SIGN_IN = `mutation SignIn($email: String!, $password: String!) {
  signIn(input: { email: $email, password: $password, transport: COOKIE }) { __typename }
}`;

await watchedPage(executablePath, async (page) => {
  await page.goto(address);
  // From the page itself, as its editor does: the browser adds the origin and keeps the cookie.
  const ask = (query, variables) =>
    page.evaluate(
      async (body) => {
        const headers = { "content-type": "application/json" };
        const method = "POST";
        const answer = await fetch("/graphql", { method, headers, body: JSON.stringify(body) });
        return (await answer.json()).data;
      },
      { query, variables },
    );
  const { signIn } = await ask(SIGN_IN, { email, password });

  await page.reload();
  const { viewer } = await ask("{ viewer { email } }");
  await page.screenshot({ path: screenshot });
  return { signedIn: signIn.__typename, viewer: viewer?.email };
});
