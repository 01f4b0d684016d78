// Going back to what a post was. See docs/editorial.md.
import { gql } from "./generated";
import { graphql, succeeded, type Caller } from "./graphql";
import { seen, type Edit } from "./writing";

const REVISIONS = gql(/* GraphQL */ `
  query Revisions($post: ID!) {
    node(id: $post) {
      ... on Post {
        revisions(first: 20) {
          nodes {
            id
            number
            isPublished
            note
            author {
              name
            }
          }
        }
      }
    }
  }
`);

const RESTORE_REVISION = gql(/* GraphQL */ `
  mutation RestoreRevision($input: RestoreRevisionInput!) {
    restoreRevision(input: $input) {
      __typename
      ... on RestoreRevisionSuccess {
        post {
          newestEdit {
            ...Edit
          }
        }
      }
      ...Refusal
    }
  }
`);

/** Read what the post has been, newest first. Those who may not edit it are told nothing. */
export async function revisions(caller: Caller, post: string) {
  const { node } = await graphql(caller, REVISIONS, { post });
  return (node && "revisions" in node && node.revisions?.nodes) || [];
}

/** Make a revision the newest edit. It is pending then, like any other edit of a public post. */
export async function restore(caller: Caller, revision: string, version: number): Promise<Edit> {
  const input = { revisionId: revision, version };
  const answer = await graphql(caller, RESTORE_REVISION, { input });
  return seen(succeeded(answer.restoreRevision).post.newestEdit);
}
