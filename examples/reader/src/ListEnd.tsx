import { useEffect, useRef, useState } from "react";
import type { LoadMoreFn } from "react-relay";
import type { OperationType } from "relay-runtime";

import { Refusal } from "./trouble";

/**
 * The end of a list that goes on when it comes into sight.
 *
 * It is a button, so that it can be pressed, too: by whoever is at the keyboard, and after a page that
 * could not be read. That one is not asked for again by itself.
 */
export function ListEnd<Query extends OperationType>(props: {
  hasNext: boolean;
  isLoading: boolean;
  count: number;
  loadNext: LoadMoreFn<Query>;
}) {
  const { hasNext, isLoading, count, loadNext } = props;
  const button = useRef<HTMLButtonElement>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const load = () =>
    loadNext(count, { onComplete: (error) => setTrouble(error ? error.message : null) });
  const latest = useRef(load);
  useEffect(() => {
    latest.current = load;
  });

  useEffect(() => {
    if (!hasNext || isLoading || trouble !== null || button.current === null) return;
    // A screen early, so that most readers never see the end.
    const observer = new IntersectionObserver(
      ([seen]) => seen?.isIntersecting && latest.current(),
      { rootMargin: "0px 0px 100% 0px" },
    );
    observer.observe(button.current);
    return () => observer.disconnect();
  }, [hasNext, isLoading, trouble]);

  if (!hasNext) return null;
  return (
    <>
      <Refusal>{trouble}</Refusal>
      <button ref={button} className="end" disabled={isLoading} onClick={load}>
        {isLoading ? "One moment…" : "More"}
      </button>
    </>
  );
}
