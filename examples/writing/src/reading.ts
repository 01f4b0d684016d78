// What a front end asks for when somebody follows a link.
import { gql } from "./generated";
import { graphql, type Caller } from "./graphql";

const AT_PATH = gql(/* GraphQL */ `
  query AtPath($publication: String!, $path: String!) {
    resolvePath(publication: $publication, path: $path) {
      __typename
      ... on Post {
        id
        path
        title
        content {
          text
          html
        }
        author {
          name
        }
        coAuthors {
          name
        }
        tags {
          name
        }
        coverImage {
          url
          alt
          sizes {
            width
          }
        }
        changeLog(first: 10) {
          nodes {
            note
          }
        }
        pendingEdit {
          markdown
        }
        viewerCanEdit
      }
      ... on Redirect {
        target
        isPermanent
      }
    }
  }
`);

/** Say what stands at a path: a post, a page, a tag, a series, a redirect, or nothing. */
export async function at(caller: Caller, publication: string, path: string) {
  return (await graphql(caller, AT_PATH, { publication, path })).resolvePath;
}

/** Read the post at a path, as it is for this person. Old addresses lead on to the one of today. */
export async function read(caller: Caller, publication: string, path: string, redirects = 5) {
  const found = await at(caller, publication, path);
  // A front end answers the browser with 308 or 307 here, and lets it come again.
  if (found?.__typename === "Redirect" && redirects > 0) {
    return read(caller, publication, found.target, redirects - 1);
  }
  if (found?.__typename !== "Post") throw new Error(`There is no post at ${path}.`);
  return found;
}
