import { Suspense, useDeferredValue, useEffect, useId, useState, type SubmitEvent } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";

import type { SearchQuery } from "./__generated__/SearchQuery.graphql";
import { Hit } from "./Hit";
import { go } from "./navigation";

const SECONDS_OF_REST = 0.2;

/** Looks while somebody types, and shows the best few below the field. Enter leads to all of them. */
export function Search({ at }: { at: URL }) {
  const [typed, setTyped] = useState(at.searchParams.get("q") ?? "");
  const [isOpen, setIsOpen] = useState(false);
  const wanted = useRested(typed.trim());
  // While the answer to what was typed last is on its way, that to what was typed before is shown.
  const shown = useDeferredValue(wanted);
  const panel = useId();
  useEffect(() => setIsOpen(false), [at]); // somewhere else now

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (typed.trim()) go(searchFor(typed.trim()));
  };
  return (
    <form
      role="search"
      className="search"
      onSubmit={submit}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setIsOpen(false)}
      onKeyDown={(event) => event.key === "Escape" && setIsOpen(false)}
    >
      <input
        type="search"
        aria-label="Search"
        aria-controls={panel}
        placeholder="Search"
        maxLength={500}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setIsOpen(true);
        }}
      />
      <div className="panel" id={panel} aria-live="polite" hidden={!isOpen || shown.length < 2}>
        {isOpen && shown.length >= 2 && (
          <Suspense fallback={<p className="waiting">Looking…</p>}>
            <Found words={shown} />
          </Suspense>
        )}
      </div>
    </form>
  );
}

function Found({ words }: { words: string }) {
  const { suggest, search } = useLazyLoadQuery<SearchQuery>(
    graphql`
      query SearchQuery($words: String!) {
        # Names that go on as what was typed, and texts that have the words: one request for both.
        suggest(prefix: $words, types: [POST, TAG], first: 4) {
          text
          node {
            ... on Post @alias(as: "post") {
              slug
              publication {
                handle
              }
            }
          }
        }
        search(query: $words, first: 5) {
          edges {
            cursor
            ...Hit_edge
          }
        }
      }
    `,
    { words },
  );
  return (
    <>
      {suggest.length > 0 && (
        <p className="suggestions">
          {suggest.map(({ text, node: { post } }) => (
            <a key={text} href={post ? `/${post.publication.handle}/${post.slug}` : searchFor(text)}>
              {text}
            </a>
          ))}
        </p>
      )}
      {search.edges.map((edge) => (
        <Hit key={edge.cursor} edge={edge} />
      ))}
      {suggest.length + search.edges.length === 0 && <p className="waiting">Nothing was found.</p>}
    </>
  );
}

const searchFor = (words: string) => `/search?q=${encodeURIComponent(words)}`;

/** A value once it has not changed for a moment, so that not every letter is a request. */
function useRested(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), SECONDS_OF_REST * 1000);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
