import {
  Environment,
  Network,
  RecordSource,
  Store,
  type FetchFunction,
  type GraphQLResponse,
} from "relay-runtime";

const send: FetchFunction = async (operation, variables) => {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: {
      accept: "application/graphql-response+json",
      "content-type": "application/json",
    },
    // The session is a cookie that scripts cannot read. The browser adds it, because page and API are
    // of one site, so there is no token to keep anywhere in this program.
    body: JSON.stringify({
      query: operation.text ?? undefined,
      documentId: operation.id ?? undefined, // instead of the text, with persisted documents
      variables,
    }),
  });
  const answer = (await response.json().catch(() => null)) as GraphQLResponse | null;
  if (answer === null) throw new Error(`The server answers with status ${response.status}.`);
  // What a person did wrong is never in `errors`: those are values in the types of results, which each
  // component reads. What is here means that this program or the server is wrong, and goes to the
  // nearest <ErrorBoundary>.
  if ("errors" in answer && answer.errors?.[0] && !answer.data) {
    throw new Error(answer.errors[0].message);
  }
  return answer;
};

/**
 * Everything that was read, by id, and the way to read more.
 *
 * Answers differ by who asks, so whoever signs in or out begins with a new one, and nothing that one
 * person may see is left for another.
 */
export function createEnvironment(): Environment {
  return new Environment({
    network: Network.create(send),
    store: new Store(new RecordSource()),
  });
}
