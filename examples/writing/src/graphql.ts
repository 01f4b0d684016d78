// The whole client: one function that asks, and one that tells success from refusal.
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { gql } from "./generated";
import type { RefusalFragment, TypedDocumentString } from "./generated/graphql";
import { ENDPOINT } from "./settings";

/** Who asks: the bearer token of a session, or nobody. */
export type Caller = string | null;
export const STRANGER: Caller = null;

const ATTEMPTS = 3;

/**
 * Run an operation. Its text is what the code generator has read, so its variables and its answer
 * have the types of the schema.
 */
export async function graphql<Result, Variables>(
  caller: Caller,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const query = document.toString();
  const isMutation = /^\s*mutation\b/.test(query);
  const headers: Record<string, string> = {
    "Content-Type": "application/json",
    // In this form of the answer, the status says what happened.
    Accept: "application/graphql-response+json",
  };
  if (caller !== null) headers["Authorization"] = `Bearer ${caller}`;
  // One key for each thing to do, however often it has to be sent until an answer arrives.
  if (isMutation) headers["Idempotency-Key"] = `"${randomUUID()}"`;
  const request = { method: "POST", headers, body: JSON.stringify({ query, variables }) };
  // Keys belong to somebody. What a stranger wants done might be done twice by a second request.
  const isSafeToRepeat = !isMutation || caller !== null;
  return dataOf(await answered<Result>(request, isSafeToRepeat));
}

/** Send a request until it is answered. */
async function answered<Result>(request: RequestInit, isSafeToRepeat: boolean) {
  for (let attempt = 1; ; attempt += 1) {
    const isLast = attempt === ATTEMPTS;
    let seconds = attempt;
    try {
      const response = await fetch(ENDPOINT, request);
      const answer = (await response.json()) as Answer<Result>;
      if (isLast || !isToComeAgain(response, answer)) return answer;
      seconds = Number(response.headers.get("Retry-After") ?? attempt);
    } catch (lost) {
      // Nobody knows whether the request has arrived.
      if (isLast || !isSafeToRepeat) throw lost;
    }
    await pause(1000 * seconds);
  }
}

/** Say whether nothing was done for lack of room, or the first request is still being done. */
function isToComeAgain(response: Response, answer: Answer<unknown>): boolean {
  const code = answer.errors?.[0]?.extensions.code;
  return response.status === 503 || code === "IDEMPOTENCY_KEY_IN_USE";
}

type Answer<Result> = {
  data?: Result | null;
  errors?: { message: string; extensions: { code: string } }[];
};

/** What was not even tried, or went wrong: `code` says why. See docs/errors.md. */
export class Failed extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

/**
 * An entry in `errors` says that the request was wrong, or that the server is in trouble. Nothing
 * that a person could do about it is told there: that is a value of the result, see below.
 */
function dataOf<Result>({ data, errors }: Answer<Result>): Result {
  const [error] = errors ?? [];
  if (error) throw new Failed(error.extensions.code, error.message);
  if (!data) throw new Error("The answer has neither data nor errors.");
  return data;
}

gql(/* GraphQL */ `
  fragment Refusal on Error {
    __typename
    code
    message
    ... on InvalidInputError {
      violations {
        argument
        message
      }
    }
    ... on RateLimitedError {
      retryAfterSeconds
    }
  }
`);

type Result = { __typename: `${string}Success` } | RefusalFragment;
type Success<R> = Extract<R, { __typename: `${string}Success` }>;

/** What a mutation says when it was not done, for callers who know what to do about it. */
export class Refused extends Error {
  constructor(readonly refusal: RefusalFragment) {
    super(inWords(refusal));
  }
}

/** Take what a mutation has done. A kind of refusal that one has not thought of is thrown. */
export function succeeded<R extends Result>(result: R): Success<R> {
  if (isSuccess(result)) return result;
  throw new Refused(result as RefusalFragment);
}

function isSuccess<R extends Result>(result: R): result is Success<R> {
  return result.__typename.endsWith("Success");
}

/** `code` is for programs and never changes; `message` is for people, and may. */
function inWords(refusal: RefusalFragment): string {
  switch (refusal.__typename) {
    case "InvalidInputError": {
      const broken = refusal.violations.map(({ argument, message }) => `${argument}: ${message}`);
      return `${refusal.code}: ${broken.join(" ")}`;
    }
    case "RateLimitedError":
      return `${refusal.code}: wait for ${refusal.retryAfterSeconds} seconds.`;
    default:
      return `${refusal.code}: ${refusal.message}`;
  }
}
