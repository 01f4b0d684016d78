import { graphql, useFragment } from "react-relay";

import type { PostCard_post$key } from "./__generated__/PostCard_post.graphql";
import { Byline } from "./Byline";

export function PostCard(props: { post: PostCard_post$key; reason?: string }) {
  const post = useFragment(
    graphql`
      fragment PostCard_post on Post {
        slug
        title
        brief
        commentCount
        reactionCount
        coverImage {
          url
          alt
        }
        publication {
          handle
        }
        tags {
          id
          name
        }
        ...Byline_post
      }
    `,
    props.post,
  );
  return (
    <article className="card">
      <div>
        {props.reason && <p className="reason">{props.reason}</p>}
        <Byline post={post} />
        <h2>
          <a href={`/${post.publication.handle}/${post.slug}`}>{post.title}</a>
        </h2>
        <p className="brief">{post.brief}</p>
        <p className="facts">
          {post.tags.map((tag) => (
            <span key={tag.id} className="tag">
              {tag.name}
            </span>
          ))}
          <span>
            {post.reactionCount} reactions · {post.commentCount} comments
          </span>
        </p>
      </div>
      {post.coverImage && (
        <img src={post.coverImage.url} alt={post.coverImage.alt ?? ""} loading="lazy" />
      )}
    </article>
  );
}
