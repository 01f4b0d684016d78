// Nobody's name stands above a text without their consent. See docs/editorial.md.
import { gql } from "./generated";
import { graphql, succeeded, type Caller } from "./graphql";

const INVITE_CO_AUTHOR = gql(/* GraphQL */ `
  mutation InviteCoAuthor($input: InviteCoAuthorInput!) {
    inviteCoAuthor(input: $input) {
      __typename
      ... on InviteCoAuthorSuccess {
        invitation {
          id
        }
      }
      ...Refusal
    }
  }
`);

const INVITATIONS = gql(/* GraphQL */ `
  query Invitations {
    viewer {
      coAuthorInvitations(first: 20) {
        nodes {
          id
          invitedBy {
            name
          }
          post {
            id
            title
          }
        }
      }
    }
  }
`);

const ACCEPT_CO_AUTHORSHIP = gql(/* GraphQL */ `
  mutation AcceptCoAuthorship($input: AcceptCoAuthorshipInput!) {
    acceptCoAuthorship(input: $input) {
      __typename
      ... on AcceptCoAuthorshipSuccess {
        post {
          coAuthors {
            name
          }
        }
      }
      ...Refusal
    }
  }
`);

export async function inviteCoAuthor(caller: Caller, post: string, username: string) {
  const answer = await graphql(caller, INVITE_CO_AUTHOR, { input: { postId: post, username } });
  return succeeded(answer.inviteCoAuthor).invitation;
}

/** Whoever is asked finds it here, and reads the draft from now on. */
export async function invitations(caller: Caller) {
  const { viewer } = await graphql(caller, INVITATIONS, {});
  return viewer?.coAuthorInvitations.nodes ?? [];
}

export async function acceptCoAuthorship(caller: Caller, invitation: string) {
  const input = { invitationId: invitation };
  const answer = await graphql(caller, ACCEPT_CO_AUTHORSHIP, { input });
  return succeeded(answer.acceptCoAuthorship).post;
}
