import { graphql, useLazyLoadQuery, usePaginationFragment } from "react-relay";

import type { SearchPage_found$key } from "./__generated__/SearchPage_found.graphql";
import type { SearchPageNextQuery } from "./__generated__/SearchPageNextQuery.graphql";
import type { SearchPageQuery } from "./__generated__/SearchPageQuery.graphql";
import { Hit } from "./Hit";
import { ListEnd } from "./ListEnd";

export function SearchPage({ words }: { words: string }) {
  const query = useLazyLoadQuery<SearchPageQuery>(
    graphql`
      query SearchPageQuery($words: String!) {
        ...SearchPage_found @arguments(words: $words)
      }
    `,
    { words },
  );
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<
    SearchPageNextQuery,
    SearchPage_found$key
  >(
    graphql`
      fragment SearchPage_found on Query
      @argumentDefinitions(
        words: { type: "String!" }
        count: { type: "Int", defaultValue: 20 }
        cursor: { type: "String" }
      )
      @refetchable(queryName: "SearchPageNextQuery") {
        search(query: $words, first: $count, after: $cursor) @connection(key: "SearchPage_search") {
          totalCount
          edges {
            cursor
            ...Hit_edge
          }
        }
      }
    `,
    query,
  );
  const { edges, totalCount } = data.search;
  return (
    <main className="page">
      <h1>“{words}”</h1>
      <p className="waiting">
        {totalCount === 1 ? "One thing was found." : `${totalCount} things were found.`}
      </p>
      {edges.map((edge) => (
        <Hit key={edge.cursor} edge={edge} />
      ))}
      <ListEnd hasNext={hasNext} isLoading={isLoadingNext} count={20} loadNext={loadNext} />
    </main>
  );
}
