import { graphql, useLazyLoadQuery } from "react-relay";

import type { PostPageQuery } from "./__generated__/PostPageQuery.graphql";
import { Byline } from "./Byline";
import { Follow } from "./Follow";
import { Reactions } from "./Reactions";
import { Thread } from "./Thread";
import { NothingHere } from "./trouble";

export function PostPage({ publication, slug }: { publication: string; slug: string }) {
  const { post } = useLazyLoadQuery<PostPageQuery>(
    graphql`
      query PostPageQuery($publication: String!, $slug: String!) {
        post(publication: $publication, slug: $slug) {
          title
          subtitle
          content {
            html
          }
          coverImage {
            url
            alt
          }
          tags {
            id
            name
          }
          author {
            ...Follow_subject
          }
          ...Byline_post
          ...Reactions_subject
          ...Thread_post
        }
      }
    `,
    { publication, slug },
  );
  if (!post) return <NothingHere />;
  return (
    <main className="page">
      <article className="post">
        <h1>{post.title}</h1>
        {post.subtitle && <p className="subtitle">{post.subtitle}</p>}
        <div className="facts">
          <Byline post={post} />
          <Follow subject={post.author} />
        </div>
        {post.coverImage && <img src={post.coverImage.url} alt={post.coverImage.alt ?? ""} />}
        {/* The server made it of Markdown, and every tag in it is on a list of what is harmless. */}
        <div className="prose" dangerouslySetInnerHTML={{ __html: post.content.html }} />
        <p className="facts">
          {post.tags.map((tag) => (
            <span key={tag.id} className="tag">
              {tag.name}
            </span>
          ))}
        </p>
        <Reactions subject={post} />
      </article>
      <Thread post={post} />
    </main>
  );
}
