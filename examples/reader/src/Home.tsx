import { Posts } from "./Posts";

const OF_EVERYONE = {
  latest: { name: "Latest", show: () => <Posts orderBy="NEWEST" /> },
  rising: { name: "Rising", show: () => <Posts orderBy="RISING" /> },
  top: { name: "Top of the year", show: () => <Posts orderBy="TOP_OF_YEAR" /> },
};

export function Home({ list }: { list: string | null }) {
  const lists = new Map(Object.entries(OF_EVERYONE));
  const chosen = list !== null && lists.has(list) ? list : "latest";
  return (
    <main className="page">
      <nav className="lists" aria-label="Lists">
        {[...lists].map(([key, { name }]) => (
          <a key={key} href={`/?list=${key}`} aria-current={key === chosen ? "page" : undefined}>
            {name}
          </a>
        ))}
      </nav>
      {lists.get(chosen)?.show()}
    </main>
  );
}
