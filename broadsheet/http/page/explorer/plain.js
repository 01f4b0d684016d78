const ACCEPTED = "application/graphql-response+json, application/json;q=0.9";
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
    const headers = objectIn("headers", "The headers");
    const response = await fetch(window.location.pathname, {
      method: "POST",
      headers: { accept: ACCEPTED, "content-type": "application/json", ...headers },
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
