import { useEffect, useRef } from "react";

/**
 * The end of a list that goes on when it comes into sight.
 *
 * It is a button, so that it can be pressed, too: by whoever is at the keyboard, and after a page that
 * got lost on its way.
 */
export function ListEnd(props: { hasNext: boolean; isLoading: boolean; loadNext: () => void }) {
  const { hasNext, isLoading, loadNext } = props;
  const button = useRef<HTMLButtonElement>(null);
  const latest = useRef(loadNext);
  useEffect(() => {
    latest.current = loadNext;
  });

  useEffect(() => {
    if (!hasNext || isLoading || button.current === null) return;
    // A screen early, so that most readers never see the end.
    const observer = new IntersectionObserver(
      ([seen]) => seen?.isIntersecting && latest.current(),
      { rootMargin: "0px 0px 100% 0px" },
    );
    observer.observe(button.current);
    return () => observer.disconnect();
  }, [hasNext, isLoading]);

  if (!hasNext) return null;
  return (
    <button ref={button} className="end" disabled={isLoading} onClick={loadNext}>
      {isLoading ? "One moment…" : "More"}
    </button>
  );
}
