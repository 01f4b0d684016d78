// Asks a server twice with each client that sends hashes, and prints what it sent and was answered.
// node clients.mjs ADDRESS
import { createHash } from "node:crypto";
import { ApolloClient, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import * as apollo3 from "apollo-client-3/core/index.js";
import { createPersistedQueryLink } from "apollo-client-3/link/persisted-queries/index.js";
import { Client, fetchExchange } from "@urql/core";
import { persistedExchange } from "@urql/exchange-persisted";

const [url] = process.argv.slice(2);
const sha256 = (text) => createHash("sha256").update(text).digest("hex");

function apollo(text, fetch, options = {}) {
  const hashes = new PersistedQueryLink({ sha256, ...options });
  const link = hashes.concat(new HttpLink({ uri: url, fetch }));
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  return () => client.query({ query: gql(text), fetchPolicy: "no-cache" });
}

function olderApollo(text, fetch) {
  const hashes = createPersistedQueryLink({ sha256 });
  const link = hashes.concat(new apollo3.HttpLink({ uri: url, fetch }));
  const client = new apollo3.ApolloClient({ link, cache: new apollo3.InMemoryCache() });
  return () => client.query({ query: gql(text), fetchPolicy: "no-cache" });
}

function urql(text, fetch) {
  const exchanges = [persistedExchange({ preferGetForPersistedQueries: true }), fetchExchange];
  const client = new Client({ url, fetch, exchanges, preferGetMethod: false });
  return () => client.query(text, {}, { requestPolicy: "network-only" }).toPromise();
}

const clients = {
  apollo,
  apolloByGet: (text, fetch) => apollo(text, fetch, { useGETForHashedQueries: true }),
  olderApollo,
  urql,
};

async function askTwice(name, open) {
  const sent = [];
  const watched = async (address, options) => {
    const method = options.method ?? "GET";
    const asked =
      method === "GET"
        ? Object.fromEntries(new URL(address).searchParams)
        : JSON.parse(options.body);
    sent.push(`${method} ${asked.query ? "text" : "hash"}`);
    return fetch(address, options);
  };
  // Each client names its operation, so that none finds what another one has had kept.
  const ask = open(`query ${name} { __typename }`, watched);
  const answers = [];
  for (let time = 0; time < 2; time += 1) {
    const { data, error } = await ask();
    answers.push(error ? String(error) : data.__typename);
  }
  return { sent, answers };
}

const outcomes = {};
for (const [name, open] of Object.entries(clients)) outcomes[name] = await askTwice(name, open);
console.log(JSON.stringify(outcomes));
