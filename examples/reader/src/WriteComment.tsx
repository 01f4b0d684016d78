import { useState, type SubmitEvent } from "react";
import { graphql, useMutation } from "react-relay";
import type { RecordSourceSelectorProxy } from "relay-runtime";

import type {
  WriteCommentMutation,
  WriteCommentMutation$rawResponse,
} from "./__generated__/WriteCommentMutation.graphql";
import { useViewer } from "./site";
import { addToThread, threadEdge } from "./threadList";
import { Refusal } from "./trouble";

/** What is answered: the post itself, or a comment on it. */
export interface Answered {
  post: { id: string; commentCount: number };
  parent: { id: string; depth: number; replyCount: number } | null;
  /** The list, as Relay knows it, that the comment is put into. */
  threadId: string;
}

let written = 0;

export function WriteComment(props: { to: Answered; onWritten?: () => void }) {
  const { post, parent, threadId } = props.to;
  const viewer = useViewer();
  const [markdown, setMarkdown] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [write, isOnItsWay] = useMutation<WriteCommentMutation>(graphql`
    mutation WriteCommentMutation($input: AddCommentInput!) @raw_response_type {
      addComment(input: $input) {
        __typename
        ... on AddCommentSuccess {
          # All that the list shows of a comment, so that it can be shown without asking again.
          comment {
            id
            parentId
            depth
            replyCount
            ...Comment_comment
          }
          # What else it changes: Relay knows both by their ids, and shows the new counts everywhere.
          parent {
            id
            replyCount
          }
          post {
            id
            commentCount
          }
        }
        ... on Error {
          message
        }
        ... on InvalidInputError {
          violations {
            message
          }
        }
      }
    }
  `);
  if (viewer === null) return null;

  // What the server will say, if it says yes. Relay shows it at once, and takes it back when the
  // answer is there, whatever that is: nobody has to undo anything here.
  const expected: WriteCommentMutation$rawResponse = {
    addComment: {
      __typename: "AddCommentSuccess",
      comment: {
        id: `client:written:${++written}`,
        parentId: parent?.id ?? null,
        depth: parent ? parent.depth + 1 : 0,
        replyCount: 0,
        createdAt: new Date().toISOString(),
        editedAt: null,
        isDeleted: false,
        author: viewer,
        content: { html: plain(markdown) },
        viewerCanReply: false, // not before the server knows it
        viewerCanDelete: false,
        __typename: "Comment",
        __isReactable: "Comment",
        reactionCounts: [],
        viewerReactions: [],
      },
      parent: parent && { id: parent.id, replyCount: parent.replyCount + 1 },
      post: { id: post.id, commentCount: post.commentCount + 1 },
    },
  };

  // The answer has the comment, and Relay keeps it; where in the list it belongs, only we know.
  const putInItsPlace = (store: RecordSourceSelectorProxy) => {
    const comment = store.getRootField("addComment")?.getLinkedRecord("comment");
    const thread = store.get(threadId);
    if (comment && thread) addToThread(thread, [threadEdge(store, thread, comment)]);
  };

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setRefusal(null);
    write({
      variables: { input: { postId: post.id, parentId: parent?.id ?? null, markdown } },
      optimisticResponse: expected,
      optimisticUpdater: putInItsPlace,
      updater: putInItsPlace,
      onCompleted: ({ addComment: result }) => {
        if (result.__typename !== "AddCommentSuccess") {
          // The text is still in the form, so that nothing that was written gets lost.
          return setRefusal(result.violations?.[0]?.message ?? result.message ?? null);
        }
        setMarkdown("");
        props.onWritten?.();
      },
      onError: (error) => setRefusal(error.message),
    });
  };

  return (
    <form className="write" onSubmit={submit}>
      <textarea
        aria-label={parent ? "Your reply" : "Your comment"}
        placeholder={parent ? "Reply, in Markdown" : "Comment, in Markdown"}
        value={markdown}
        onChange={(event) => setMarkdown(event.target.value)}
        autoFocus={parent !== null}
        required
      />
      <Refusal>{refusal}</Refusal>
      <button className="first" disabled={isOnItsWay}>
        {parent ? "Reply" : "Comment"}
      </button>
    </form>
  );
}

/** Text as HTML, until the server says what the Markdown in it means. */
function plain(text: string): string {
  const element = document.createElement("p");
  element.innerText = text;
  return element.outerHTML;
}
