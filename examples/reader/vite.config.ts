import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type ProxyOptions } from "vite";

// Where Broadsheet answers.
const server = new URL(process.env.BROADSHEET_URL ?? "http://127.0.0.1:8000").origin;

// The page asks "/graphql" of the address it came from, and this hands it on, so that page and API are
// one site, as they are behind one proxy in production: the session cookie needs no other setting.
// Broadsheet believes a cookie only if `Origin` is its own. We vouch for our own page, and no other.
const graphql: ProxyOptions = {
  target: server,
  changeOrigin: true,
  configure: (proxy) =>
    proxy.on("proxyReq", (sent, { headers }) => {
      if (headers.origin === `http://${headers.host}`) sent.setHeader("origin", server);
    }),
};
const proxy = { "/graphql": graphql, "/media": server };

// Relay's compiler turns each graphql`…` into a module. This puts that module in the place of the
// text, as babel-plugin-relay does for those who have Babel anyway.
const relayArtifacts: Plugin = {
  name: "relay-artifacts",
  enforce: "pre",
  transform: {
    filter: { id: /\/src\/.*\.tsx?$/, code: "graphql`" },
    handler(code) {
      const imports: string[] = [];
      const linked = code.replace(/graphql`\s*\w+\s+(\w+)[^`]*`/g, (text, name: string) => {
        imports.push(`import ${name}$artifact from "/src/__generated__/${name}.graphql";`);
        return `${name}$artifact${text.replace(/[^\n]/g, "")}`; // lines keep their numbers
      });
      return { code: `${imports.join(" ")} ${linked}`, map: null };
    },
  },
};

export default defineConfig({
  plugins: [relayArtifacts, react()],
  server: { proxy },
  preview: { proxy },
  build: { chunkSizeWarningLimit: 600 }, // React and Relay are 520 kB, 145 kB as they are sent
});
