import { startTransition, useEffect, useLayoutEffect, useState } from "react";

/**
 * Where the reader is.
 *
 * Links are plain <a href>. The browser's Navigation API tells of each one that is followed, also by
 * the back button, and where there is no such API the page just loads anew. What is shown stays until
 * what comes next is ready (that is what a transition does with Suspense), and only then the browser
 * scrolls to the top, or to where the reader was before.
 */
export function useAddress(): URL {
  const [place, setPlace] = useState({ url: new URL(location.href), arrived: () => {} });
  useEffect(() => {
    if (!("navigation" in window)) return;
    const follow = (event: NavigateEvent) => {
      if (!event.canIntercept || event.hashChange || event.downloadRequest !== null) return;
      const url = new URL(event.destination.url);
      const handler = () =>
        new Promise<void>((arrived) => startTransition(() => setPlace({ url, arrived })));
      event.intercept({ handler });
    };
    window.navigation.addEventListener("navigate", follow);
    return () => window.navigation.removeEventListener("navigate", follow);
  }, []);
  useLayoutEffect(() => place.arrived(), [place]);
  return place.url;
}

/** Go to an address of this page, as a link to it would. */
export function go(address: string): void {
  location.assign(address);
}
