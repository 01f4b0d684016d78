import { defineConfig } from "vite";

// Addresses are relative and the files lie in a folder called "explorer", so that a page served
// at any …/graphql finds them at …/explorer/.
export default defineConfig({
  base: "./",
  build: {
    assetsDir: "explorer",
    assetsInlineLimit: 0, // the page's Content-Security-Policy allows files, not data: addresses
    license: { fileName: "explorer/licenses.md" },
    chunkSizeWarningLimit: 8000, // the editor is large, and loaded once
  },
  worker: { format: "es" },
});
