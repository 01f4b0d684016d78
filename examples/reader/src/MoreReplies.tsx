import { useState } from "react";
import { fetchQuery, graphql, useRelayEnvironment } from "react-relay";

import type { MoreRepliesQuery } from "./__generated__/MoreRepliesQuery.graphql";
import { addToThread } from "./threadList";
import { Refusal } from "./trouble";

/**
 * Replies to one comment that are not shown yet.
 *
 * A comment's `repliesCursor`, given as `after`, makes the thread begin with the replies to it and end
 * with them. Relay would put what comes at the end of the list, so this reads it as a query by itself,
 * and then puts each comment into its place.
 */
export function MoreReplies(props: {
  postId: string;
  commentId: string;
  threadId: string;
  cursor: string;
  count: number;
}) {
  const environment = useRelayEnvironment();
  const [isOnItsWay, setIsOnItsWay] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  if (props.count <= 0) return null;

  const load = async () => {
    const page = { first: 20, after: props.cursor, maxDepth: 2 };
    setIsOnItsWay(true);
    setTrouble(null);
    try {
      await fetchQuery<MoreRepliesQuery>(
        environment,
        graphql`
          query MoreRepliesQuery($postId: ID!, $first: Int!, $after: String!, $maxDepth: Int!) {
            node(id: $postId) {
              ... on Post {
                thread(first: $first, after: $after, maxDepth: $maxDepth) {
                  edges {
                    cursor
                    repliesCursor
                    node {
                      id
                      parentId
                      replyCount
                      ...Comment_comment
                    }
                  }
                  pageInfo {
                    endCursor
                  }
                }
              }
            }
          }
        `,
        { postId: props.postId, ...page },
      ).toPromise();
      environment.commitUpdate((store) => {
        const replies = store.get(props.postId)?.getLinkedRecord("thread", page);
        const thread = store.get(props.threadId);
        if (!replies || !thread) return;
        addToThread(thread, replies.getLinkedRecords("edges") ?? []);
        // Those that are still missing begin where this page ended.
        const next = replies.getLinkedRecord("pageInfo")?.getValue("endCursor");
        const edges = thread.getLinkedRecords("edges") ?? [];
        const edge = edges.find((each) => each.getLinkedRecord("node")?.getDataID() === props.commentId);
        if (next) edge?.setValue(next, "repliesCursor");
      });
    } catch (error) {
      setTrouble(String(error));
    } finally {
      setIsOnItsWay(false);
    }
  };

  return (
    <>
      <button className="quiet" disabled={isOnItsWay} onClick={load}>
        {props.count === 1 ? "Show 1 more reply" : `Show ${props.count} more replies`}
      </button>
      <Refusal>{trouble}</Refusal>
    </>
  );
}
