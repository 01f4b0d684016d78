import { useState, type CSSProperties, type ReactNode } from "react";
import { graphql, useFragment } from "react-relay";

import type { Comment_comment$key } from "./__generated__/Comment_comment.graphql";
import { Avatar, Day } from "./Byline";
import { DeleteComment } from "./DeleteComment";
import { Reactions } from "./Reactions";
import { WriteComment, type Answered } from "./WriteComment";

const DEEPEST_INDENT = 6;

export function Comment(props: {
  comment: Comment_comment$key;
  post: Answered["post"];
  threadId: string;
  children: ReactNode;
}) {
  const comment = useFragment(
    graphql`
      fragment Comment_comment on Comment {
        id
        depth
        replyCount
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
        viewerCanReply
        viewerCanDelete
        ...Reactions_subject
      }
    `,
    props.comment,
  );
  const [isAnswering, setIsAnswering] = useState(false);
  const indent = { "--depth": Math.min(comment.depth, DEEPEST_INDENT) } as CSSProperties;
  const { post, threadId } = props;

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
          <div className="facts">
            <Reactions subject={comment} />
            {/* Whether a button is of use is the server's to say: the rules are there. */}
            {comment.viewerCanReply && (
              <button className="quiet" onClick={() => setIsAnswering(!isAnswering)}>
                Reply
              </button>
            )}
            {comment.viewerCanDelete && <DeleteComment id={comment.id} threadId={threadId} />}
          </div>
          {isAnswering && (
            <WriteComment
              to={{ post, parent: comment, threadId }}
              onWritten={() => setIsAnswering(false)}
            />
          )}
        </>
      )}
      {props.children}
    </article>
  );
}
