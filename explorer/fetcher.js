const HEADERS = {
  accept: "application/graphql-response+json, application/json;q=0.9",
  "content-type": "application/json",
  "x-broadsheet-explain": "statements", // so that answers say what they cost
};

/** Send an operation to the address of this page: the endpoint and its explorer share one. */
export async function fetcher(operation, { headers = {} } = {}) {
  const sent = new Headers(HEADERS);
  Object.entries(headers).forEach(([name, value]) => sent.set(name, value));
  const response = await fetch(window.location.pathname, {
    method: "POST",
    headers: sent,
    body: JSON.stringify(operation),
  });
  return response.json();
}
