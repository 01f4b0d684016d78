import { useState, type SubmitEvent } from "react";
import { graphql, useMutation } from "react-relay";

import type { SignInMutation } from "./__generated__/SignInMutation.graphql";
import type { SignInOutMutation } from "./__generated__/SignInOutMutation.graphql";
import { go } from "./navigation";
import { Refusal } from "./trouble";

export function SignIn({ onSignIn }: { onSignIn: () => void }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [signIn, isOnItsWay] = useMutation<SignInMutation>(graphql`
    mutation SignInMutation($email: String!, $password: String!) {
      signIn(input: { email: $email, password: $password, transport: COOKIE }) {
        __typename
        ... on Error {
          message
        }
      }
    }
  `);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const [email, password] = [String(typed.get("email")), String(typed.get("password"))];
    signIn({
      variables: { email, password },
      // A result is a union: what was asked for, or one of the refusals. All of these have a message,
      // so whoever does not care which one it is asks for `... on Error`.
      onCompleted: ({ signIn: result }) => {
        if (result.__typename !== "SignInSuccess") return setRefusal(result.message ?? null);
        onSignIn();
        go("/");
      },
      onError: (error) => setRefusal(error.message),
    });
  };

  return (
    <main className="page narrow">
      <h1>Sign in</h1>
      <form onSubmit={submit}>
        <label>
          Address
          <input name="email" type="email" autoComplete="username" required autoFocus />
        </label>
        <label>
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <Refusal>{refusal}</Refusal>
        <button className="first" disabled={isOnItsWay}>
          Sign in
        </button>
      </form>
    </main>
  );
}

export function SignOut({ onSignOut }: { onSignOut: () => void }) {
  const [signOut, isOnItsWay] = useMutation<SignInOutMutation>(graphql`
    mutation SignInOutMutation {
      signOut(input: { everywhere: false }) {
        __typename
      }
    }
  `);
  return (
    <button
      className="quiet"
      disabled={isOnItsWay}
      onClick={() => signOut({ variables: {}, onCompleted: onSignOut })}
    >
      Sign out
    </button>
  );
}
