// A discussion below a post, read on as people scroll.
graphql`
  fragment Discussion_post on Post
  @argumentDefinitions(count: { type: "Int", defaultValue: 50 }, cursor: { type: "String" })
  @refetchable(queryName: "DiscussionQuery") {
    thread(first: $count, after: $cursor) @connection(key: "Discussion_thread") {
      edges {
        depth
        repliesNotShown
        node {
          author {
            name
          }
          content {
            html
          }
        }
      }
    }
  }
`;
