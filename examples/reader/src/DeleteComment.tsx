import { useState } from "react";
import { graphql, useMutation } from "react-relay";

import type { DeleteCommentMutation } from "./__generated__/DeleteCommentMutation.graphql";
import { Refusal } from "./trouble";

export function DeleteComment({ id, threadId }: { id: string; threadId: string }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [remove, isOnItsWay] = useMutation<DeleteCommentMutation>(graphql`
    mutation DeleteCommentMutation($commentId: ID!, $connections: [ID!]!) {
      deleteComment(input: { commentId: $commentId }) {
        __typename
        ... on DeleteCommentSuccess {
          # What nobody answers is gone. The server says which comments those are, and @deleteEdge
          # takes them out of the list.
          goneCommentIds @deleteEdge(connections: $connections)
          # Of one that is answered its place is left, which says so of itself (Comment.tsx).
          comment {
            ...Comment_comment
          }
          parent {
            id
            replyCount
          }
          post {
            id
            commentCount
          }
        }
        ... on Error {
          message
        }
      }
    }
  `);
  const ask = () => {
    if (!confirm("Delete this comment for good?")) return;
    remove({
      variables: { commentId: id, connections: [threadId] },
      onCompleted: ({ deleteComment: result }) => setRefusal(result.message ?? null),
      onError: (error) => setRefusal(error.message),
    });
  };
  return (
    <>
      <button className="quiet" disabled={isOnItsWay} onClick={ask}>
        Delete
      </button>
      <Refusal>{refusal}</Refusal>
    </>
  );
}
