import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  // That of this checkout. Of a server elsewhere: its address, or a copy of the file.
  schema: process.env.BROADSHEET_SCHEMA ?? "../../schema/schema.graphql",
  documents: ["src/*.ts"],
  generates: {
    "src/generated/": {
      preset: "client",
      presetConfig: { gqlTagName: "gql", fragmentMasking: false },
      config: {
        // Operations stay texts, so that nothing has to parse or print GraphQL while this runs.
        documentMode: "string",
        useTypeImports: true,
        // A scalar that is not named here stops the build, instead of becoming `any`.
        strictScalars: true,
        scalars: { DateTime: "string", JSON: "unknown" },
      },
    },
  },
};

export default config;
