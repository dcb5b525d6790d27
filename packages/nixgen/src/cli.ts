#!/usr/bin/env node
import { runCommandLine } from "./cli/run.js";

// Who reads only the first lines closes the pipe.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

process.exitCode = await runCommandLine(process.argv.slice(2));
