// Edits a file of 12,000 lines. Beside it a full parse of the file.
import { NixDocument, parse, reparse } from "@nixgen/parser";
import { compare, report } from "./measure.mjs";

const lines = ["{ config, pkgs, ... }:", "{", "  # Made for measuring."];
for (let unit = 0; lines.length < 11_990; unit++) {
  lines.push(
    `  services.unit${unit} = {`,
    "    enable = true;",
    `    port = ${8000 + unit}; # its port`,
    "    packages = [ pkgs.git ];",
    "    script = ''",
    `      exec \${pkgs.hello}/bin/hello --port ${8000 + unit}`,
    "    '';",
    "  };",
    "",
  );
}
const text = `${lines.join("\n").trimEnd()}\n}\n`;
const document = NixDocument.parse(text);
let result = parse(text);
let count = 0;
const times = compare(
  {
    "full parse": () => parse(text),
    "reparse after a change of one line": () => {
      const start = result.text.indexOf("port = ", result.text.length / 2) + 7;
      result = reparse(result, { start, end: start + 1, text: String(1 + (count++ % 9)) });
    },
    "set a value": () => document.set(`services.unit${(count++ * 37) % 1300}.port`, count),
    "add a binding": () => document.set(`services.unit${(count++ * 37) % 1300}.extra${count}`, true),
    "add to a list": () => document.append(`services.unit${(count++ * 37) % 1300}.packages`, `p${count}`),
    "remove a binding": () => document.remove(`services.unit${(count++ * 41) % 1300}.enable`),
  },
  { rounds: 31 },
);
report(`A file of ${text.split("\n").length - 1} lines`, times, "full parse");
