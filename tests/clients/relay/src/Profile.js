// A page of a person's posts: a fragment that pages through a connection, and refetches by node.
graphql`
  query ProfileQuery($id: ID!) {
    node(id: $id) {
      ...Profile_user @alias(as: "profile")
    }
  }
`;

graphql`
  fragment Profile_user on User
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" })
  @refetchable(queryName: "ProfilePostsQuery") {
    name
    posts(first: $count, after: $cursor) @connection(key: "Profile_posts") {
      edges {
        node {
          ...PostCard_post
        }
      }
    }
  }
`;
