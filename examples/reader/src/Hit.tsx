import { graphql, useFragment } from "react-relay";

import type { Hit_edge$key } from "./__generated__/Hit_edge.graphql";
import { Follow } from "./Follow";

/** Something that was found: what it is, and where in it the words are. */
export function Hit(props: { edge: Hit_edge$key }) {
  const { node, highlights } = useFragment(
    graphql`
      fragment Hit_edge on SearchEdge {
        highlights {
          field
          html
        }
        # Any of several kinds. Each has a name here, which is null for all but one.
        node {
          ... on Post @alias(as: "post") {
            title
            brief
            slug
            publication {
              handle
            }
          }
          ... on Comment @alias(as: "comment") {
            author {
              name
            }
            content {
              text
            }
            post {
              title
              slug
              publication {
                handle
              }
            }
          }
          ... on User @alias(as: "person") {
            name
          }
          ... on Tag @alias(as: "tag") {
            name
          }
          ... on Publication @alias(as: "publication") {
            name
          }
          ...Follow_subject @alias(as: "followable")
        }
      }
    `,
    props.edge,
  );
  // All of a highlight is text but the <mark> around each word, so it is safe to show as HTML.
  const marked = (name: string, otherwise = "") => {
    const found = highlights.find(({ field }) => field === name);
    return found ? <span dangerouslySetInnerHTML={{ __html: found.html }} /> : otherwise;
  };
  const { post, comment, followable } = node;
  const named = node.person ?? node.tag ?? node.publication;

  if (post) {
    return (
      <div className="hit">
        <a href={`/${post.publication.handle}/${post.slug}`}>{marked("title", post.title)}</a>
        <p>{marked("content", post.brief)}</p>
      </div>
    );
  }
  if (comment) {
    const { slug, title, publication } = comment.post;
    return (
      <div className="hit">
        <a href={`/${publication.handle}/${slug}`}>
          {comment.author?.name} on “{title}”
        </a>
        <p>{marked("content", comment.content?.text)}</p>
      </div>
    );
  }
  if (!named || !followable) return null; // a kind that this program does not know yet
  return (
    <div className="hit facts">
      <strong>{marked("name", named.name)}</strong> <Follow subject={followable} />
    </div>
  );
}
