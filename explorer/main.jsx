import "./workers.js";
import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import "./main.css";

import { explorerPlugin } from "@graphiql/plugin-explorer";
import { HISTORY_PLUGIN } from "@graphiql/plugin-history";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";

import { examples } from "./examples.js";
import { fetcher } from "./fetcher.js";

const plugins = [HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })];

createRoot(document.getElementById("explorer")).render(
  <GraphiQL
    defaultTabs={examples}
    fetcher={fetcher}
    inputValueDeprecation
    plugins={plugins}
    schemaDescription
    shouldPersistHeaders={false}
  >
    <GraphiQL.Logo>Broadsheet</GraphiQL.Logo>
  </GraphiQL>,
);
