import { graphql, useLazyLoadQuery, usePaginationFragment } from "react-relay";

import type { Home_posts$key } from "./__generated__/Home_posts.graphql";
import type { HomePostsQuery } from "./__generated__/HomePostsQuery.graphql";
import type { HomeQuery, PostOrder } from "./__generated__/HomeQuery.graphql";
import { ListEnd } from "./ListEnd";
import { PostCard } from "./PostCard";

const LISTS: Record<string, { name: string; orderBy: PostOrder }> = {
  latest: { name: "Latest", orderBy: "NEWEST" },
  top: { name: "Top of the year", orderBy: "TOP_OF_YEAR" },
};

export function Home({ list }: { list: string | null }) {
  const chosen = list !== null && list in LISTS ? list : "latest";
  return (
    <main className="page">
      <nav className="lists" aria-label="Lists">
        {Object.entries(LISTS).map(([key, { name }]) => (
          <a key={key} href={`/?list=${key}`} aria-current={key === chosen ? "page" : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <Posts orderBy={LISTS[chosen]!.orderBy} key={chosen} />
    </main>
  );
}

function Posts({ orderBy }: { orderBy: PostOrder }) {
  const query = useLazyLoadQuery<HomeQuery>(
    graphql`
      query HomeQuery($orderBy: PostOrder!) {
        ...Home_posts @arguments(orderBy: $orderBy)
      }
    `,
    { orderBy },
  );
  // The fragment says how to read the list from any place on. Relay makes HomePostsQuery of it, which
  // reads the next page, and adds what comes to the same list.
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<
    HomePostsQuery,
    Home_posts$key
  >(
    graphql`
      fragment Home_posts on Query
      @argumentDefinitions(
        orderBy: { type: "PostOrder!" }
        count: { type: "Int", defaultValue: 10 }
        cursor: { type: "String" }
      )
      @refetchable(queryName: "HomePostsQuery") {
        posts(orderBy: $orderBy, first: $count, after: $cursor) @connection(key: "Home_posts") {
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
      <ListEnd hasNext={hasNext} isLoading={isLoadingNext} loadNext={() => loadNext(10)} />
    </>
  );
}
