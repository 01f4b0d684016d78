import { Component, type ReactNode } from "react";

/** What a person is told who was refused something: the server's own words, written for them. */
export function Refusal({ children }: { children: ReactNode }) {
  return children ? (
    <p className="refusal" role="alert">
      {children}
    </p>
  ) : null;
}

export function NothingHere() {
  return (
    <main className="page">
      <h1>There is nothing here</h1>
      <p>
        It may have moved, or it was never there. <a href="/">See what is new</a>
      </p>
    </main>
  );
}

/** Shows what went wrong in place of what could not be shown, with a way to try again. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <main className="page">
        <h1>That did not work</h1>
        <Refusal>{error.message}</Refusal>
        <button onClick={() => this.setState({ error: null })}>Try again</button>
      </main>
    );
  }
}
