// npm start -- [ADDRESS [MAIL_FOLDER]]
const [address = "http://127.0.0.1:8000", mailFolder = "../../.broadsheet/mail"] =
  process.argv.slice(2);

export const ENDPOINT = new URL("/graphql", address);

/** Where a server without a mail server of its own puts the letters that it sends. */
export const MAIL_FOLDER = mailFolder;
