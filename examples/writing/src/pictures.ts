// Files never travel through GraphQL. See docs/media.md.
import { readFile } from "node:fs/promises";
import { gql } from "./generated";
import { Failed, graphql, succeeded, type Caller } from "./graphql";

// What the address of an upload answers with. It is no part of the schema, so we write it down.
export type Picture = { id: string; url: string; width: number; height: number };
type Failure = { errors: [{ message: string; extensions: { code: string } }] };

const CREATE_UPLOAD = gql(/* GraphQL */ `
  mutation CreateUpload($input: CreateUploadInput!) {
    createUpload(input: $input) {
      __typename
      ... on CreateUploadSuccess {
        url
      }
      ...Refusal
    }
  }
`);

/** Ask for an address, and send the file there. */
export async function upload(caller: Caller, file: URL): Promise<Picture> {
  const body = await readFile(file);
  const address = await addressFor(caller, body.byteLength);
  // The address is a secret that is good for this one file. Do not send the session along.
  const response = await fetch(address, { method: "PUT", body });
  if (response.ok) return (await response.json()) as Picture;
  // Refusals have the form of GraphQL's errors here: a PUT has no union to put them in.
  const [{ message, extensions }] = ((await response.json()) as Failure).errors;
  throw new Failed(extensions.code, message);
}

async function addressFor(caller: Caller, byteSize: number): Promise<string> {
  try {
    const { createUpload } = await graphql(caller, CREATE_UPLOAD, { input: { byteSize } });
    return succeeded(createUpload).url;
  } catch (failure) {
    // Secrets are kept nowhere, so this answer cannot come a second time. When it got lost, we ask
    // for another address; the one that nobody knows of expires by itself.
    const wasLost = failure instanceof Failed && failure.code === "IDEMPOTENCY_ANSWER_NOT_KEPT";
    if (wasLost) return addressFor(caller, byteSize);
    throw failure;
  }
}
