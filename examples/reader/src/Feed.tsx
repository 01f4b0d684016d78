import { graphql, useLazyLoadQuery, usePaginationFragment } from "react-relay";

import type { Feed_viewer$data, Feed_viewer$key } from "./__generated__/Feed_viewer.graphql";
import type { FeedPageQuery } from "./__generated__/FeedPageQuery.graphql";
import type { FeedOrder, FeedQuery } from "./__generated__/FeedQuery.graphql";
import { ListEnd } from "./ListEnd";
import { PostCard } from "./PostCard";

/**
 * What the people, publications, tags and series that somebody follows have published: the latest first,
 * or ranked. The order of a ranked feed is kept from where reading began, and its cursors belong to it:
 * nothing comes twice or is left out while scores change, and nothing has to be done for that here.
 */
export function Feed({ orderBy }: { orderBy: FeedOrder }) {
  const { viewer } = useLazyLoadQuery<FeedQuery>(
    graphql`
      query FeedQuery($orderBy: FeedOrder!) {
        viewer {
          ...Feed_viewer @arguments(orderBy: $orderBy)
        }
      }
    `,
    { orderBy },
  );
  return viewer ? <FeedPages viewer={viewer} /> : null;
}

function FeedPages(props: { viewer: Feed_viewer$key }) {
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<
    FeedPageQuery,
    Feed_viewer$key
  >(
    graphql`
      fragment Feed_viewer on Viewer
      @argumentDefinitions(
        orderBy: { type: "FeedOrder!" }
        count: { type: "Int", defaultValue: 10 }
        cursor: { type: "String" }
      )
      @refetchable(queryName: "FeedPageQuery") {
        feed(orderBy: $orderBy, first: $count, after: $cursor) @connection(key: "Feed_feed") {
          edges {
            node {
              id
              ...PostCard_post
            }
            # Why it is there.
            signals {
              followedAuthors {
                name
              }
              followedPublication {
                name
              }
              followedTags {
                name
              }
              followedSeries {
                title
              }
              isPopular
            }
          }
        }
      }
    `,
    props.viewer,
  );
  if (data.feed.edges.length === 0) {
    return (
      <p className="waiting">
        Here is what those whom you follow have written. Open a post and follow its author.
      </p>
    );
  }
  return (
    <>
      {data.feed.edges.map(({ node, signals }) => (
        <PostCard key={node.id} post={node} reason={reasonIn(signals)} />
      ))}
      <ListEnd hasNext={hasNext} isLoading={isLoadingNext} count={10} loadNext={loadNext} />
    </>
  );
}

function reasonIn(signals: Feed_viewer$data["feed"]["edges"][number]["signals"]): string {
  if (signals.isPopular) return "Popular here";
  const names = [
    ...signals.followedAuthors.map(({ name }) => name),
    signals.followedPublication?.name,
    ...signals.followedTags.map(({ name }) => name),
    ...signals.followedSeries.map(({ title }) => title),
  ];
  return `You follow ${names.filter(Boolean).join(", ")}`;
}
