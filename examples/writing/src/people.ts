// Joining and signing in. See docs/accounts.md.
import { randomUUID } from "node:crypto";
import { gql } from "./generated";
import { STRANGER, graphql, succeeded, type Caller } from "./graphql";
import { tokenInLetterTo } from "./letters";

export type Person = { name: string; username: string; session: Caller };

const SIGN_UP = gql(/* GraphQL */ `
  mutation SignUp($input: SignUpInput!) {
    signUp(input: $input) {
      __typename
      ... on SignUpSuccess {
        email
      }
      ...Refusal
    }
  }
`);

const VERIFY_EMAIL = gql(/* GraphQL */ `
  mutation VerifyEmail($input: VerifyEmailInput!) {
    verifyEmail(input: $input) {
      __typename
      ... on VerifyEmailSuccess {
        viewer {
          emailIsVerified
        }
      }
      ...Refusal
    }
  }
`);

const SIGN_IN = gql(/* GraphQL */ `
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      __typename
      ... on SignInSuccess {
        token
        viewer {
          user {
            name
            username
          }
        }
      }
      ...Refusal
    }
  }
`);

/** Do what somebody does who comes here for the first time. */
export async function join(name: string, username: string): Promise<Person> {
  const email = `${username}@example.org`;
  const password = randomUUID();
  // The answer is the same whether the address is known: it does not tell on anybody.
  const asked = await graphql(STRANGER, SIGN_UP, { input: { email, username, name } });
  succeeded(asked.signUp);
  await choosePassword(await tokenInLetterTo(email), password);
  return signIn(email, password);
}

/** The page that the link of the letter leads to. Until then there is no account. */
async function choosePassword(token: string, password: string): Promise<void> {
  // It begins a session, too, and a front end would go on with that one.
  const { verifyEmail } = await graphql(STRANGER, VERIFY_EMAIL, { input: { token, password } });
  succeeded(verifyEmail);
}

async function signIn(email: string, password: string): Promise<Person> {
  // A page in a browser asks for the transport COOKIE, which no script can read.
  const input = { email, password, transport: "BEARER" as const };
  const { token, viewer } = succeeded((await graphql(STRANGER, SIGN_IN, { input })).signIn);
  // Keep it like a password: it is shown this once.
  return { ...viewer.user, session: token };
}
