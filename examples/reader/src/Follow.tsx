import { useState } from "react";
import { graphql, useFragment, useMutation } from "react-relay";
import type { RecordSourceSelectorProxy } from "relay-runtime";

import type { Follow_subject$key } from "./__generated__/Follow_subject.graphql";
import type { FollowMutation } from "./__generated__/FollowMutation.graphql";
import type { FollowUndoMutation } from "./__generated__/FollowUndoMutation.graphql";
import { go } from "./navigation";
import { useViewer } from "./site";
import { Refusal } from "./trouble";

/** Follows a person, a publication, a tag or a series: Followable is any of them. */
export function Follow(props: { subject: Follow_subject$key }) {
  const subject = useFragment(
    graphql`
      fragment Follow_subject on Followable {
        __typename
        id
        followerCount
        viewerIsFollowing
      }
    `,
    props.subject,
  );
  const viewer = useViewer();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [follow, isFollowing] = useMutation<FollowMutation>(graphql`
    mutation FollowMutation($subjectId: ID!) @raw_response_type {
      follow(input: { subjectId: $subjectId }) {
        __typename
        ... on FollowSuccess {
          subject {
            ...Follow_subject
          }
        }
        ... on Error {
          message
        }
      }
    }
  `);
  const [unfollow, isUnfollowing] = useMutation<FollowUndoMutation>(graphql`
    mutation FollowUndoMutation($subjectId: ID!) @raw_response_type {
      unfollow(input: { subjectId: $subjectId }) {
        __typename
        ... on UnfollowSuccess {
          subject {
            ...Follow_subject
          }
        }
        ... on Error {
          message
        }
      }
    }
  `);
  if (viewer?.id === subject.id) return null; // nobody follows themselves

  const toggle = () => {
    if (viewer === null) return go("/sign-in");
    const follows = !subject.viewerIsFollowing;
    const expected = {
      __typename: subject.__typename,
      __isFollowable: subject.__typename,
      id: subject.id,
      followerCount: subject.followerCount + (follows ? 1 : -1),
      viewerIsFollowing: follows,
    };
    const variables = { subjectId: subject.id };
    // Whom they follow decides what is in their feed, so what was read of it holds no longer: Relay
    // reads it anew when it is shown the next time.
    const updater = (store: RecordSourceSelectorProxy) =>
      store.getRoot().getLinkedRecord("viewer")?.invalidateRecord();
    const onError = (error: Error) => setRefusal(error.message);
    if (follows) {
      follow({
        variables,
        optimisticResponse: { follow: { __typename: "FollowSuccess", subject: expected } },
        updater,
        onCompleted: ({ follow: result }) => setRefusal(result.message ?? null),
        onError,
      });
    } else {
      unfollow({
        variables,
        optimisticResponse: { unfollow: { __typename: "UnfollowSuccess", subject: expected } },
        updater,
        onCompleted: ({ unfollow: result }) => setRefusal(result.message ?? null),
        onError,
      });
    }
  };

  return (
    <>
      <button
        aria-pressed={subject.viewerIsFollowing}
        disabled={isFollowing || isUnfollowing}
        onClick={toggle}
      >
        {subject.viewerIsFollowing ? "Following" : "Follow"}
        {subject.followerCount > 0 && <span> · {subject.followerCount}</span>}
      </button>
      <Refusal>{refusal}</Refusal>
    </>
  );
}
