// A publication, and a post in it. See docs/publications.md and docs/writing.md.
import type { CreatePostInput, SavePostInput } from "./generated/graphql";
import { gql } from "./generated";
import { graphql, succeeded, type Caller } from "./graphql";

/** What an editor has to know of a text: which version it is, and where it is. */
export type Edit = { version: number; markdown: string; slug: string };

const CREATE_PUBLICATION = gql(/* GraphQL */ `
  mutation CreatePublication($input: CreatePublicationInput!) {
    createPublication(input: $input) {
      __typename
      ... on CreatePublicationSuccess {
        publication {
          id
          handle
        }
      }
      ...Refusal
    }
  }
`);

const CREATE_POST = gql(/* GraphQL */ `
  mutation CreatePost($input: CreatePostInput!) {
    createPost(input: $input) {
      __typename
      ... on CreatePostSuccess {
        post {
          id
          newestEdit {
            ...Edit
          }
        }
      }
      ...Refusal
    }
  }
`);

const SAVE_POST = gql(/* GraphQL */ `
  mutation SavePost($input: SavePostInput!) {
    savePost(input: $input) {
      __typename
      ... on SavePostSuccess {
        post {
          newestEdit {
            ...Edit
          }
        }
      }
      ... on StaleVersionError {
        current {
          version
          markdown
        }
      }
      ...Refusal
    }
  }
`);

const PUBLISH_POST = gql(/* GraphQL */ `
  mutation PublishPost($input: PublishPostInput!) {
    publishPost(input: $input) {
      __typename
      ... on PublishPostSuccess {
        post {
          path
        }
      }
      ...Refusal
    }
  }
`);

const PUBLISH_POST_EDITS = gql(/* GraphQL */ `
  mutation PublishPostEdits($input: PublishPostEditsInput!) {
    publishPostEdits(input: $input) {
      __typename
      ... on PublishPostEditsSuccess {
        post {
          path
        }
      }
      ...Refusal
    }
  }
`);

gql(/* GraphQL */ `
  fragment Edit on PostEdit {
    version
    markdown
    slug
  }
`);

const NEWEST_EDIT = gql(/* GraphQL */ `
  query NewestEdit($post: ID!) {
    node(id: $post) {
      ... on Post {
        newestEdit {
          ...Edit
        }
      }
    }
  }
`);

export async function createPublication(caller: Caller, handle: string, name: string) {
  const answer = await graphql(caller, CREATE_PUBLICATION, { input: { handle, name } });
  return succeeded(answer.createPublication).publication;
}

/** Begin a draft. Everything about it can be saved later, too. */
export async function createPost(caller: Caller, input: CreatePostInput) {
  const { post } = succeeded((await graphql(caller, CREATE_POST, { input })).createPost);
  return { id: post.id, edit: seen(post.newestEdit) };
}

/** Read what to begin editing with: the newest text, whether readers see it or not. */
export async function newestEdit(caller: Caller, post: string): Promise<Edit> {
  const { node } = await graphql(caller, NEWEST_EDIT, { post });
  return seen(node && "newestEdit" in node ? node.newestEdit : null);
}

/** Save what is given, and leave all else as it is, unless somebody has saved meanwhile. */
export async function save(caller: Caller, input: SavePostInput): Promise<Edit> {
  const { post } = succeeded((await graphql(caller, SAVE_POST, { input })).savePost);
  return seen(post.newestEdit);
}

/**
 * Save a change of the text. Two who write together find each other's words in it: where somebody
 * has saved meanwhile, the same change is made to their text, and saved again. An editor on a
 * screen merges three texts here: docs/writing.md shows how.
 */
export async function change(
  caller: Caller,
  post: string,
  edit: Pick<Edit, "version" | "markdown">,
  write: (markdown: string) => string,
): Promise<Edit> {
  const input = { postId: post, version: edit.version, markdown: write(edit.markdown) };
  const { savePost } = await graphql(caller, SAVE_POST, { input });
  if (savePost.__typename === "StaleVersionError" && savePost.current) {
    return change(caller, post, savePost.current, write);
  }
  return seen(succeeded(savePost).post.newestEdit);
}

/** Naming the version makes sure that readers get what its author has seen, and nothing newer. */
export async function publish(caller: Caller, post: string, version: number) {
  const answer = await graphql(caller, PUBLISH_POST, { input: { postId: post, version } });
  return succeeded(answer.publishPost).post;
}

/** Show readers the pending edit, all of it at once. The note tells them what has changed. */
export async function publishEdit(caller: Caller, post: string, version: number, note: string) {
  // What is not substantial, such as a comma, is published without telling anybody.
  const input = { postId: post, version, isSubstantial: true, note };
  const answer = await graphql(caller, PUBLISH_POST_EDITS, { input });
  return succeeded(answer.publishPostEdits).post;
}

/** `newestEdit` is null for those who may not edit the post. Here, that is a mistake of ours. */
export function seen<E>(edit: E | null | undefined): E {
  if (!edit) throw new Error("There is no such post, or this person may not edit it.");
  return edit;
}
