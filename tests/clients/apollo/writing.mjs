// Signs in, begins a post, watches it, saves it, and prints what was sent and what the page showed.
// node writing.mjs ADDRESS EMAIL PASSWORD
import { ApolloClient, HttpLink, InMemoryCache, gql } from "@apollo/client";

const [uri, email, password] = process.argv.slice(2);

const SIGN_IN = gql`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      ... on SignInSuccess { token viewer { user { id username } } }
      ... on Error { code message }
    }
  }
`;
const BEGIN = gql`
  mutation Begin($input: CreatePostInput!) {
    createPost(input: $input) {
      ... on CreatePostSuccess { post { id title newestEdit { version } } }
      ... on Error { code message }
    }
  }
`;
const READ = gql`
  query Read($id: ID!) {
    node(id: $id) { ... on Post { id title newestEdit { version markdown } } }
  }
`;
const SAVE = gql`
  mutation Save($input: SavePostInput!) {
    savePost(input: $input) {
      ... on SavePostSuccess { post { id title newestEdit { version markdown } } }
      ... on StaleVersionError { code currentVersion current { version markdown } }
      ... on Error { code message }
    }
  }
`;

const sent = [];
let token;

function watched(address, options) {
  sent.push(JSON.parse(options.body).operationName);
  const headers = token ? { ...options.headers, authorization: `Bearer ${token}` } : options.headers;
  return fetch(address, { ...options, headers });
}

const possibleTypes = { Error: ["StaleVersionError", "ConflictError", "PermissionDeniedError"] };
const client = new ApolloClient({
  link: new HttpLink({ uri, fetch: watched }),
  cache: new InMemoryCache({ possibleTypes }),
});

async function change(mutation, input) {
  const { data } = await client.mutate({ mutation, variables: { input } });
  return Object.values(data)[0];
}

/** Watch a post as a component would. Resolve with what was shown once it satisfies. */
function shownUntil(id, satisfies, meanwhile) {
  const shown = [];
  return new Promise((resolve, reject) => {
    client.watchQuery({ query: READ, variables: { id } }).subscribe({
      next({ data }) {
        if (!data?.node?.newestEdit) return;
        shown.push([data.node.title, data.node.newestEdit.version]);
        if (shown.length === 1) meanwhile().catch(reject);
        if (satisfies(data.node)) resolve(shown);
      },
      error: reject,
    });
  });
}

({ token } = await change(SIGN_IN, { email, password }));
const { post } = await change(BEGIN, { title: "Before" });
const save = (version) => change(SAVE, { postId: post.id, version, title: "After", markdown: "Saved." });
const shown = await shownUntil(post.id, (seen) => seen.title === "After", () => save(1));
const stale = await save(1);
console.log(JSON.stringify({ sent, shown, stale: [stale.code, stale.current.markdown] }));
client.stop();
process.exit(0);
