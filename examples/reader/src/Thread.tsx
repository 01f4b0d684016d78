import { graphql, usePaginationFragment } from "react-relay";

import type { Thread_post$key } from "./__generated__/Thread_post.graphql";
import type { ThreadNextQuery } from "./__generated__/ThreadNextQuery.graphql";
import { Comment } from "./Comment";
import { ListEnd } from "./ListEnd";
import { MoreReplies } from "./MoreReplies";
import { useViewer } from "./site";
import { WriteComment } from "./WriteComment";

/**
 * The discussion of a post.
 *
 * It is one flat list, as the API gives it: each comment, then what answers it. So it has pages like
 * any other list, however deep it is. It grows in three ways: at its end (here), below one comment
 * (MoreReplies.tsx), and by what is written (WriteComment.tsx).
 */
export function Thread(props: { post: Thread_post$key }) {
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<
    ThreadNextQuery,
    Thread_post$key
  >(
    graphql`
      fragment Thread_post on Post
      @argumentDefinitions(
        count: { type: "Int", defaultValue: 20 }
        cursor: { type: "String" }
      )
      @refetchable(queryName: "ThreadNextQuery") {
        id
        commentCount
        viewerCanComment
        # Of a long discussion, everybody sees two levels, and asks for the third where they want it.
        thread(first: $count, after: $cursor, maxDepth: 2) @connection(key: "Thread_thread") {
          __id
          edges {
            repliesCursor
            node {
              id
              parentId
              replyCount
              ...Comment_comment
            }
          }
        }
      }
    `,
    props.post,
  );
  const viewer = useViewer();
  const { edges, __id: threadId } = data.thread;
  const shownReplies = new Map<string | null | undefined, number>();
  for (const { node } of edges) {
    shownReplies.set(node.parentId, (shownReplies.get(node.parentId) ?? 0) + 1);
  }

  return (
    <section className="thread" aria-label="Comments">
      <h2>{data.commentCount} comments</h2>
      {edges.map(({ node, repliesCursor }) => (
        <Comment key={node.id} comment={node} post={data} threadId={threadId}>
          <MoreReplies
            postId={data.id}
            commentId={node.id}
            threadId={threadId}
            cursor={repliesCursor}
            count={node.replyCount - (shownReplies.get(node.id) ?? 0)}
          />
        </Comment>
      ))}
      <ListEnd hasNext={hasNext} isLoading={isLoadingNext} count={20} loadNext={loadNext} />
      {data.viewerCanComment ? (
        <WriteComment to={{ post: data, parent: null, threadId }} />
      ) : (
        <p className="waiting">
          {viewer ? "You cannot comment here." : <a href="/sign-in">Sign in to comment</a>}
        </p>
      )}
    </section>
  );
}
