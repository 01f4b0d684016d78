const ACCEPTED = "application/graphql-response+json, application/json;q=0.9";

/** Send an operation to the address of this page: the endpoint and its explorer share one. */
export async function fetcher(operation, { headers } = {}) {
  const response = await fetch(window.location.pathname, {
    method: "POST",
    headers: { accept: ACCEPTED, "content-type": "application/json", ...headers },
    body: JSON.stringify(operation),
  });
  return response.json();
}
