/** Holds the readers of files to the short form of their fuzzing (`cargo xtask fuzz SECONDS files` runs it for longer): the same files in every run. */

import { test } from "node:test";
import { names, run } from "./fuzz/files.mjs";

for (const name of names) test(`damaged files: ${name}`, async (context) => context.diagnostic(`${await run(name, { files: name === "project" ? 3000 : name === "pdf" ? 60 : 300, ms: 30000, seed: 7 })} files`));
