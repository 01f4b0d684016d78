import { createContext, use, type ReactNode } from "react";
import { graphql, useFragment } from "react-relay";

import type { site_query$data, site_query$key } from "./__generated__/site_query.graphql";

type Person = NonNullable<site_query$data["viewer"]>["user"];

const SiteContext = createContext<site_query$data | null>(null);

/** Whoever is signed in, or null. */
export const useViewer = (): Person | null => use(SiteContext)?.viewer?.user ?? null;

/** The kinds of reactions there are, which each server chooses. */
export const useReactionKinds = () => use(SiteContext)?.reactionKinds ?? [];

/** Tells everything below what it needs on every page. */
export function Site(props: { query: site_query$key; children: ReactNode }) {
  const site = useFragment(
    graphql`
      fragment site_query on Query {
        reactionKinds
        viewer {
          user {
            id
            name
            avatarUrl
          }
        }
      }
    `,
    props.query,
  );
  return <SiteContext value={site}>{props.children}</SiteContext>;
}
