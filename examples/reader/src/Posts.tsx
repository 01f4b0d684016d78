import { graphql, useLazyLoadQuery, usePaginationFragment } from "react-relay";

import type { Posts_query$key } from "./__generated__/Posts_query.graphql";
import type { PostsNextQuery } from "./__generated__/PostsNextQuery.graphql";
import type { PostsQuery, PostOrder } from "./__generated__/PostsQuery.graphql";
import { ListEnd } from "./ListEnd";
import { PostCard } from "./PostCard";

/** Published posts, whoever wrote them. */
export function Posts({ orderBy }: { orderBy: PostOrder }) {
  const query = useLazyLoadQuery<PostsQuery>(
    graphql`
      query PostsQuery($orderBy: PostOrder!) {
        ...Posts_query @arguments(orderBy: $orderBy)
      }
    `,
    { orderBy },
  );
  // The fragment says how to read the list from any place on. Relay makes PostsNextQuery of it, which
  // reads the next page, and adds what comes to the same list.
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<
    PostsNextQuery,
    Posts_query$key
  >(
    graphql`
      fragment Posts_query on Query
      @argumentDefinitions(
        orderBy: { type: "PostOrder!" }
        count: { type: "Int", defaultValue: 10 }
        cursor: { type: "String" }
      )
      @refetchable(queryName: "PostsNextQuery") {
        posts(orderBy: $orderBy, first: $count, after: $cursor) @connection(key: "Posts_posts") {
          edges {
            node {
              id
              ...PostCard_post
            }
          }
        }
      }
    `,
    query,
  );
  return (
    <>
      {data.posts.edges.map(({ node }) => (
        <PostCard key={node.id} post={node} />
      ))}
      <ListEnd hasNext={hasNext} isLoading={isLoadingNext} count={10} loadNext={loadNext} />
    </>
  );
}
