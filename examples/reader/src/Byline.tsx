import { graphql, useFragment } from "react-relay";

import type { Byline_post$key } from "./__generated__/Byline_post.graphql";

export function Byline(props: { post: Byline_post$key }) {
  const post = useFragment(
    graphql`
      fragment Byline_post on Post {
        publishedAt
        readTimeInMinutes
        author {
          name
          avatarUrl
        }
        coAuthors {
          id
          name
        }
      }
    `,
    props.post,
  );
  const names = [post.author.name, ...post.coAuthors.map(({ name }) => name)].join(", ");
  return (
    <p className="byline">
      <Avatar name={post.author.name} url={post.author.avatarUrl} />
      <span>{names}</span>
      {post.publishedAt && <Day at={post.publishedAt} />}
      <span>{post.readTimeInMinutes} min</span>
    </p>
  );
}

/** The picture of a person, or the first letter of their name. */
export function Avatar({ name, url }: { name: string; url?: string | null }) {
  if (url) return <img className="avatar" src={url} alt="" />;
  return (
    <span className="avatar" aria-hidden>
      {name.slice(0, 1)}
    </span>
  );
}

const DAY = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

export function Day({ at }: { at: string }) {
  return <time dateTime={at}>{DAY.format(new Date(at))}</time>;
}
