// Only `?worker` imports in a file of our own tell Vite what to bundle: the set-up that comes with
// GraphiQL is skipped by Vite's dependency optimiser.
import EditorWorker from "monaco-editor/esm/vs/editor/editor.worker.js?worker";
import JsonWorker from "monaco-editor/esm/vs/language/json/json.worker.js?worker";
import GraphQLWorker from "monaco-graphql/esm/graphql.worker.js?worker";

const WORKERS = { graphql: GraphQLWorker, json: JsonWorker };

globalThis.MonacoEnvironment = {
  getWorker(_moduleId, label) {
    const Worker = WORKERS[label] ?? EditorWorker;
    return new Worker();
  },
};
