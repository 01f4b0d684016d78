// Two people write a post together, and a stranger reads it. `npm start` runs this from top to
// bottom; each step is one function of the modules beside it.
import { acceptCoAuthorship, invitations, inviteCoAuthor } from "./coauthors";
import { STRANGER } from "./graphql";
import { join } from "./people";
import { upload } from "./pictures";
import { at, read } from "./reading";
import { restore, revisions } from "./revisions";
import {
  change,
  createPost,
  createPublication,
  newestEdit,
  publish,
  publishEdit,
  save,
} from "./writing";

const COVER = new URL("../cover.png", import.meta.url);

const FIRST_TEXT = `Type is cast from **lead**, tin and antimony.

It is light.
`;

/** Usernames and handles are given once, and this may run many times against one server. */
const ours = Date.now().toString(36);

function tell(what: string): void {
  console.log(what);
}

tell("Ada and Grace sign up, follow the links in their letters, and sign in.");
const [ada, grace] = await Promise.all([
  join("Ada Lovelace", `ada-${ours}`),
  join("Grace Hopper", `grace-${ours}`),
]);

tell("Ada makes a publication, and begins a post.");
const publication = await createPublication(ada.session, `type-${ours}`, "Hot Metal");
const post = await createPost(ada.session, {
  publicationId: publication.id,
  title: "What type is made of",
  markdown: FIRST_TEXT,
  tags: ["Typography"],
});

tell("She brings a picture, and makes it the cover.");
const picture = await upload(ada.session, COVER);
const draft = await save(ada.session, {
  postId: post.id,
  version: post.edit.version,
  coverImageId: picture.id,
  coverAlt: "A row of letters, mirrored",
});

tell("She asks Grace to write it with her, and Grace does.");
await inviteCoAuthor(ada.session, post.id, grace.username);
for (const invitation of await invitations(grace.session)) {
  await acceptCoAuthorship(grace.session, invitation.id);
}

tell("Ada publishes.");
const { path } = await publish(ada.session, post.id, draft.version);

tell("Both correct the text at the same time: what Grace saves is stale, and is merged.");
const seenByGrace = await newestEdit(grace.session, post.id);
await change(ada.session, post.id, await newestEdit(ada.session, post.id), (markdown) =>
  markdown.replace("light", "heavy"),
);
const corrected = await change(grace.session, post.id, seenByGrace, (markdown) =>
  markdown.replace("tin", "much tin"),
);

const before = await read(STRANGER, publication.handle, path);
const pending = await read(grace.session, publication.handle, path);

tell("Ada publishes the edit, with a note for readers.");
await publishEdit(ada.session, post.id, corrected.version, "It is heavy.");
const after = await read(STRANGER, publication.handle, path);

tell("She thinks better of it, and goes back to what was published first.");
const first = (await revisions(ada.session, post.id)).findLast((each) => each.isPublished);
if (!first) throw new Error("Nothing was published.");
const restored = await restore(ada.session, first.id, corrected.version);
await publishEdit(ada.session, post.id, restored.version, "Back to the first text.");

tell("She gives the post a shorter address. The old one leads there.");
const moved = await save(ada.session, {
  postId: post.id,
  version: restored.version,
  slug: "metal",
});
const { path: newPath } = await publishEdit(ada.session, post.id, moved.version, "It has moved.");
const oldAddress = await at(STRANGER, publication.handle, path);
const [end, byAda] = await Promise.all([
  read(STRANGER, publication.handle, path),
  read(ada.session, publication.handle, newPath),
]);
const cover = end.coverImage && (await fetch(end.coverImage.url));

const names = (people: { name: string }[]) => people.map(({ name }) => name).join(", ");
const oneLine = (text: string) => text.split(/\s+/).join(" ").trim();
const history = await revisions(ada.session, post.id);

tell(`
What each side saw

While the edit waited
  a stranger read    ${oneLine(before.content.text)}
  Grace was to read  ${oneLine(pending.pendingEdit?.markdown ?? "nothing")}
When it was published
  a stranger read    ${oneLine(after.content.text)}
At the end, a stranger
  asks for           /${path}
  is sent on to      ${oldAddress?.__typename === "Redirect" ? oldAddress.target : "nowhere"}
  reads at           /${end.path}
  by                 ${names([end.author, ...end.coAuthors])}
  the text           ${oneLine(end.content.text)}
  filed under        ${names(end.tags)}
  with the cover     ${end.coverImage?.alt} (${cover?.status} ${cover?.headers.get("Content-Type")})
  is told of changes ${end.changeLog.nodes.map(({ note }) => note).join(" | ")}
  may edit           ${end.viewerCanEdit}
  sees revisions     ${(await revisions(STRANGER, post.id)).length}
At the end, Ada
  may edit           ${byAda.viewerCanEdit}
  sees revisions     ${history.length}, by ${names(history.map(({ author }) => author))}`);
