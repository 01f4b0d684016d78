import type { CSSProperties, ReactNode } from "react";
import { graphql, useFragment } from "react-relay";

import type { Comment_comment$key } from "./__generated__/Comment_comment.graphql";
import { Avatar, Day } from "./Byline";

const DEEPEST_INDENT = 6;

export function Comment(props: { comment: Comment_comment$key; children: ReactNode }) {
  const comment = useFragment(
    graphql`
      fragment Comment_comment on Comment {
        depth
        createdAt
        editedAt
        isDeleted
        author {
          name
          avatarUrl
        }
        content {
          html
        }
      }
    `,
    props.comment,
  );
  const indent = { "--depth": Math.min(comment.depth, DEEPEST_INDENT) } as CSSProperties;
  return (
    <article className="comment" style={indent}>
      {/* What was deleted has no author and no text, and keeps its place while others answer it. */}
      {comment.isDeleted || !comment.author || !comment.content ? (
        <p className="gone">This comment is gone.</p>
      ) : (
        <>
          <p className="byline">
            <Avatar name={comment.author.name} url={comment.author.avatarUrl} />
            <span>{comment.author.name}</span>
            <Day at={comment.createdAt} />
            {comment.editedAt && <span>edited</span>}
          </p>
          <div className="prose" dangerouslySetInnerHTML={{ __html: comment.content.html }} />
        </>
      )}
      {props.children}
    </article>
  );
}
