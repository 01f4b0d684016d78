import { Feed } from "./Feed";
import { Posts } from "./Posts";
import { useViewer } from "./site";

const OF_THE_VIEWER = {
  following: { name: "Following", show: () => <Feed orderBy="LATEST" /> },
  "for-you": { name: "For you", show: () => <Feed orderBy="RANKED" /> },
};
const OF_EVERYONE = {
  latest: { name: "Latest", show: () => <Posts orderBy="NEWEST" /> },
  rising: { name: "Rising", show: () => <Posts orderBy="RISING" /> },
  top: { name: "Top of the year", show: () => <Posts orderBy="TOP_OF_YEAR" /> },
};

export function Home({ list }: { list: string | null }) {
  const viewer = useViewer();
  const lists = viewer ? { ...OF_THE_VIEWER, ...OF_EVERYONE } : OF_EVERYONE;
  const names = Object.keys(lists) as (keyof typeof lists)[];
  const chosen = names.find((name) => name === list) ?? names[0]!;
  return (
    <main className="page">
      <nav className="lists" aria-label="Lists">
        {names.map((key) => (
          <a key={key} href={`/?list=${key}`} aria-current={key === chosen ? "page" : undefined}>
            {lists[key].name}
          </a>
        ))}
      </nav>
      {lists[chosen].show()}
    </main>
  );
}
