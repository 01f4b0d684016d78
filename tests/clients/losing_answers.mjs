// Loses the first answer to each mutation of somebody who is signed in, after the server gave it.
const { fetch } = globalThis;
const sent = new Set();

process.on("exit", () => sent.size > 0 && console.log(`Lost ${sent.size} answers.`));

globalThis.fetch = async (address, options = {}) => {
  const response = await fetch(address, options);
  const { Authorization, "Idempotency-Key": key } = options.headers ?? {};
  if (!Authorization || !key || sent.has(options.body)) return response;
  sent.add(options.body);
  throw new TypeError("The connection was lost.");
};
