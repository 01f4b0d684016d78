// A publication's front page, found by its handle.
graphql`
  query PublicationQuery($handle: String!) {
    publication(handle: $handle) {
      name
      ...Publication_posts
    }
  }
`;

graphql`
  fragment Publication_posts on Publication
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 20 }
    cursor: { type: "String" }
    orderBy: { type: "PostOrder", defaultValue: NEWEST }
  )
  @refetchable(queryName: "PublicationPostsQuery") {
    posts(first: $count, after: $cursor, orderBy: $orderBy)
      @connection(key: "Publication_posts", filters: ["orderBy"]) {
      edges {
        node {
          ...PostCard_post
        }
      }
    }
  }
`;
