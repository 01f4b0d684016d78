// A person would open a letter. We read the file that the server has put in its place.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { MAIL_FOLDER } from "./settings";

const SECONDS_TO_ARRIVE = 20;

/** Wait for a letter to somebody, and take the token out of the link in it. */
export async function tokenInLetterTo(address: string): Promise<string> {
  // Letters leave after the answer to the mutation that wrote them, so this one may not be there.
  const deadline = Date.now() + 1000 * SECONDS_TO_ARRIVE;
  while (Date.now() < deadline) {
    for (const letter of await letters()) {
      const token = /\?token=([\w-]+)/.exec(letter)?.[1];
      if (token && letter.includes(`\nTo: ${address}\n`)) return token;
    }
    await pause(200);
  }
  throw new Error(`No letter to ${address} has come to ${MAIL_FOLDER}. Is that the right folder?`);
}

async function letters(): Promise<string[]> {
  const names = await readdir(MAIL_FOLDER).catch(() => []);
  const files = names.filter((name) => name.endsWith(".eml"));
  const texts = files.map((name) => readFile(join(MAIL_FOLDER, name), "utf8"));
  return (await Promise.all(texts)).map(fromQuotedPrintable);
}

/** Long lines of letters are broken by `=`, and a `=` that is meant is `=3D`. */
function fromQuotedPrintable(text: string): string {
  return text
    .replace(/\r\n/g, "\n")
    .replace(/=\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}
