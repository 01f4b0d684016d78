// What a list shows of one post.
graphql`
  fragment PostCard_post on Post {
    title
    publishedAt
    author {
      name
    }
    tags {
      name
    }
  }
`;
