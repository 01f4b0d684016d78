import { useState } from "react";
import { graphql, useFragment, useMutation } from "react-relay";

import type { Reactions_subject$key } from "./__generated__/Reactions_subject.graphql";
import type { ReactionsRemoveMutation } from "./__generated__/ReactionsRemoveMutation.graphql";
import type { ReactionsSetMutation } from "./__generated__/ReactionsSetMutation.graphql";
import { go } from "./navigation";
import { useReactionKinds, useViewer } from "./site";
import { Refusal } from "./trouble";

// Which kinds there are is up to the server. One that has no sign here is shown by its name.
const SIGNS: Record<string, string> = {
  like: "👍",
  love: "❤️",
  insightful: "💡",
  funny: "😄",
  unicorn: "🦄",
};

/** What people think of a post or a comment, and buttons to say it: Reactable is either. */
export function Reactions(props: { subject: Reactions_subject$key }) {
  const subject = useFragment(
    graphql`
      fragment Reactions_subject on Reactable {
        __typename
        id
        reactionCounts {
          kind
          count
        }
        viewerReactions
      }
    `,
    props.subject,
  );
  const viewer = useViewer();
  const kinds = useReactionKinds();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [set] = useMutation<ReactionsSetMutation>(graphql`
    mutation ReactionsSetMutation($subjectId: ID!, $kind: String!) @raw_response_type {
      setReaction(input: { subjectId: $subjectId, kind: $kind }) {
        __typename
        ... on SetReactionSuccess {
          subject {
            ...Reactions_subject
          }
        }
        ... on Error {
          message
        }
      }
    }
  `);
  const [remove] = useMutation<ReactionsRemoveMutation>(graphql`
    mutation ReactionsRemoveMutation($subjectId: ID!, $kind: String!) @raw_response_type {
      removeReaction(input: { subjectId: $subjectId, kind: $kind }) {
        __typename
        ... on RemoveReactionSuccess {
          subject {
            ...Reactions_subject
          }
        }
        ... on Error {
          message
        }
      }
    }
  `);

  const countOf = (kind: string) =>
    subject.reactionCounts.find((each) => each.kind === kind)?.count ?? 0;
  const isMine = (kind: string) => subject.viewerReactions.includes(kind);

  const toggle = (kind: string) => {
    if (viewer === null) return go("/sign-in");
    const adds = !isMine(kind);
    const others = subject.viewerReactions.filter((each) => each !== kind);
    // The same fields as in the fragment, as they will be. The compiler made a type of them, so a
    // field that is added above is missing here until it is written.
    const expected = {
      __typename: subject.__typename,
      __isReactable: subject.__typename,
      id: subject.id,
      reactionCounts: [
        ...subject.reactionCounts.filter((each) => each.kind !== kind),
        { kind, count: countOf(kind) + (adds ? 1 : -1) },
      ],
      viewerReactions: adds ? [...others, kind] : others,
    };
    const variables = { subjectId: subject.id, kind };
    const onError = (error: Error) => setRefusal(error.message);
    if (adds) {
      set({
        variables,
        optimisticResponse: {
          setReaction: { __typename: "SetReactionSuccess", subject: expected },
        },
        onCompleted: ({ setReaction: result }) => setRefusal(result.message ?? null),
        onError,
      });
    } else {
      remove({
        variables,
        optimisticResponse: {
          removeReaction: { __typename: "RemoveReactionSuccess", subject: expected },
        },
        onCompleted: ({ removeReaction: result }) => setRefusal(result.message ?? null),
        onError,
      });
    }
  };

  return (
    <>
      <span className="reactions">
        {kinds.map((kind) => (
          <button
            key={kind}
            aria-label={kind}
            title={kind}
            aria-pressed={isMine(kind)}
            onClick={() => toggle(kind)}
          >
            {SIGNS[kind] ?? kind} {countOf(kind) > 0 && <span>{countOf(kind)}</span>}
          </button>
        ))}
      </span>
      <Refusal>{refusal}</Refusal>
    </>
  );
}
