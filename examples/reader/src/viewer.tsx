import { createContext, use, type ReactNode } from "react";
import { graphql, useFragment } from "react-relay";

import type { viewer_viewer$data, viewer_viewer$key } from "./__generated__/viewer_viewer.graphql";

type User = viewer_viewer$data["user"];

const ViewerContext = createContext<User | null>(null);

/** Whoever is signed in, or null. */
export const useViewer = (): User | null => use(ViewerContext);

/** Tells everything below who is signed in: forms show it, and optimistic answers are signed by it. */
export function Viewer(props: { viewer: viewer_viewer$key | null; children: ReactNode }) {
  const viewer = useFragment(
    graphql`
      fragment viewer_viewer on Viewer {
        user {
          id
          username
          name
          avatarUrl
        }
      }
    `,
    props.viewer,
  );
  return <ViewerContext value={viewer?.user ?? null}>{props.children}</ViewerContext>;
}
