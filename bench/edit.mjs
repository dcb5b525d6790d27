// Changes one line of a file of 12,000 lines. Beside it a full parse of the file.
import { identifier, select } from "@nixgen/core";
import { NixDocument, parse, reparse } from "@nixgen/parser";
import { compare, report } from "./measure.mjs";

const units = Array.from(
  { length: 1332 },
  (_, unit) => `  services.unit${unit} = {
    enable = true;
    port = ${8000 + unit}; # its port
    packages = [ pkgs.git ];
    script = ''
      exec \${pkgs.hello}/bin/hello --port ${8000 + unit}
    '';
  };
`,
).join("\n");
const text = `{ config, pkgs, ... }:\n{\n  # Made for measuring.\n${units}}\n`;

measureChanges("A file", text);
measureChanges(
  "The same within a flake,",
  `{
  outputs = inputs: let system = "x86_64-linux"; in {
    nixosConfigurations.host = inputs.nixpkgs.lib.nixosSystem {
      modules = [ ./hardware.nix ({ config, pkgs, ... }: { config = if true then {\n${units}} else { }; }) ];
    };
  };
}
`,
);
measureDocument();

function measureChanges(what, text) {
  let fresh;
  let result = parse(text);
  let count = 0;
  const changeValue = (result, share) => {
    const start = result.text.indexOf("port = ", result.text.length * share) + 7;
    return reparse(result, {
      start,
      end: result.text.indexOf(";", start),
      text: String(10 ** (1 + (count++ % 5))),
    });
  };
  const addLine = (result, share) => {
    // In other units each time.
    const start = result.text.indexOf("    port = ", result.text.length * share + (count++ % 60) * 300);
    return reparse(result, { start, end: start, text: `    user${count} = null;\n` });
  };
  const ways = {
    "full parse": () => {
      fresh = parse(text);
    },
    "first change after it": () => {
      changeValue(fresh, 0.5);
    },
  };
  ways["the header"] = () => {
    const start = result.text.indexOf("...", result.text.indexOf("{ config, pkgs") + 1);
    result = reparse(result, { start, end: start, text: `x${count++}, ` });
  };
  for (const [place, share] of [
    ["start", 0],
    ["middle", 0.5],
    ["end", 0.85],
  ]) {
    ways[`a value, at the ${place}`] = () => {
      result = changeValue(result, share);
    };
    ways[`a line more, at the ${place}`] = () => {
      result = addLine(result, share);
    };
  }
  report(`${what} of ${text.split("\n").length - 1} lines`, compare(ways, { rounds: 31 }), "full parse");
}

function measureDocument() {
  const document = NixDocument.parse(text);
  let count = 0;
  const anyUnit = () => `services.unit${(count++ * 37) % 1300}`;
  const times = compare(
    {
      "full parse": () => parse(text),
      "set a value": () => document.set(`${anyUnit()}.port`, count),
      "add a binding": () => document.set(`${anyUnit()}.extra${count}`, true),
      "add to a list": () => document.append(`${anyUnit()}.packages`, `p${count}`),
      "remove a binding": () => document.remove(`services.unit${(count++ * 41) % 1300}.enable`),
    },
    { rounds: 31 },
  );
  report("The editor, with that file", times, "full parse");
  measureBatch();
  measureList();
}

function measureBatch() {
  const edits = 1000;
  const ways = {
    "one by one": (_, edit) => edit(),
    "in a transaction": (doc, edit) => doc.transaction(edit),
  };
  const documents = Object.keys(ways).map(() => NixDocument.parse(text));
  let count = 0;
  const times = compare(
    Object.fromEntries(
      Object.entries(ways).map(([way, run], index) => [
        way,
        () => {
          const document = documents[index];
          count++;
          run(document, () => {
            for (let unit = 0; unit < edits; unit++)
              document.set(`services.unit${unit}.port`, 8000 + unit + count);
          });
          return document.text;
        },
      ]),
    ),
    { rounds: 7 },
  );
  report(`${edits} values set in that file`, times, "one by one");
}

function measureList() {
  const elements = Array.from({ length: 5000 }, (_, index) => `    pkgs.package${10_000 + index}`);
  const list = `{ pkgs, ... }:\n{\n  packages = [\n${elements.join("\n")}\n  ];\n}\n`;
  const document = NixDocument.parse(list);
  let count = 0;
  const times = compare(
    {
      "full parse": () => parse(list),
      "append to it": () => document.append("packages", select(identifier("pkgs"), `new${count++}`)),
      "add to it, in order": () =>
        document.add("packages", select(identifier("pkgs"), `package${12_000 + count++}a`)),
      "remove from it": () => document.removeElement("packages", { index: (count++ * 37) % 4000 }),
    },
    { rounds: 15 },
  );
  report("A list of 5000 elements", times, "full parse");
}
