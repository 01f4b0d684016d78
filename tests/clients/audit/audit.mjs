// Asks a server whether it keeps to GraphQL over HTTP, and prints each audit's outcome as JSON.
// node audit.mjs ADDRESS
import { auditServer } from "graphql-http";

const [url] = process.argv.slice(2);
const outcomes = await auditServer({ url });
console.log(
  JSON.stringify(outcomes.map(({ id, name, status, reason }) => ({ id, name, status, reason }))),
);
