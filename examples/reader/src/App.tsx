import { Suspense, useState, type ReactNode } from "react";
import { graphql, RelayEnvironmentProvider, useLazyLoadQuery } from "react-relay";

import type { AppQuery } from "./__generated__/AppQuery.graphql";
import { createEnvironment } from "./environment";
import { Home } from "./Home";
import { useAddress } from "./navigation";
import { PostPage } from "./PostPage";
import { Search } from "./Search";
import { SearchPage } from "./SearchPage";
import { SignIn, SignOut } from "./SignIn";
import { Site, useViewer } from "./site";
import { ErrorBoundary, NothingHere } from "./trouble";

export function App() {
  const [environment, setEnvironment] = useState(createEnvironment);
  const address = useAddress();
  const forget = () => setEnvironment(createEnvironment());

  return (
    <RelayEnvironmentProvider environment={environment}>
      <ErrorBoundary>
        <Suspense fallback={<main className="page waiting">One moment…</main>}>
          <Frame address={address} onSignOut={forget}>
            <ErrorBoundary key={address.href}>
              <Page address={address} onSomebodyElse={forget} />
            </ErrorBoundary>
          </Frame>
        </Suspense>
      </ErrorBoundary>
    </RelayEnvironmentProvider>
  );
}

/** Which page stands at an address. There are so few that a router would be longer than this. */
function Page({ address, onSomebodyElse }: { address: URL; onSomebodyElse: () => void }) {
  const [first, second] = address.pathname.split("/").filter(Boolean).map(decodeURIComponent);
  if (first === undefined) return <Home list={address.searchParams.get("list")} />;
  if (first === "search") return <SearchPage words={address.searchParams.get("q") ?? ""} />;
  if (first === "sign-in") return <SignIn onSignIn={onSomebodyElse} />;
  if (second !== undefined) return <PostPage publication={first} slug={second} />;
  return <NothingHere />;
}

function Frame(props: { address: URL; onSignOut: () => void; children: ReactNode }) {
  const query = useLazyLoadQuery<AppQuery>(
    graphql`
      query AppQuery {
        ...site_query
      }
    `,
    {},
  );
  return (
    <Site query={query}>
      <header className="masthead">
        <a href="/" className="name">
          Broadsheet
        </a>
        <Search at={props.address} />
        <Account onSignOut={props.onSignOut} />
      </header>
      {props.children}
    </Site>
  );
}

function Account({ onSignOut }: { onSignOut: () => void }) {
  const viewer = useViewer();
  if (viewer === null) return <a href="/sign-in">Sign in</a>;
  return (
    <span className="account">
      {viewer.name} <SignOut onSignOut={onSignOut} />
    </span>
  );
}
