// One file for each tab, in the order of their names. Tests run them against the real schema.
const files = import.meta.glob("./examples/*.graphql", {
  eager: true,
  import: "default",
  query: "?raw",
});

export const examples = Object.keys(files)
  .sort()
  .map((name) => ({ query: files[name] }));
