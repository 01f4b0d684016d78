const HEADERS = {
  accept: "application/graphql-response+json, application/json;q=0.9",
  "content-type": "application/json",
  "x-broadsheet-explain": "statements", // so that answers say what they cost
};
const at = (id) => document.getElementById(id);

/** Read a text area as a JSON object; nothing written means an empty one. */
function objectIn(id, title) {
  const text = at(id).value.trim();
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch (error) {
    throw new Error(`${title} are not JSON: ${error.message}`);
  }
}

async function run() {
  at("status").textContent = "Asking …";
  try {
    const body = { query: at("query").value, variables: objectIn("variables", "The variables") };
    const headers = new Headers(HEADERS);
    const written = objectIn("headers", "The headers");
    Object.entries(written).forEach(([name, value]) => headers.set(name, value));
    const response = await fetch(window.location.pathname, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    at("answer").textContent = JSON.stringify(await response.json(), null, 2);
    at("status").textContent = `Answer: ${response.status} ${response.statusText}`;
  } catch (error) {
    at("answer").textContent = error.message;
    at("status").textContent = "No answer";
  }
}

at("run").addEventListener("click", run);
at("example").addEventListener("change", () => {
  at("query").value = at("example").value;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
at("query").value ||= at("example").value;
