// Prints a large attribute set: 1,000 services with 20 bindings each. Beside it nijs's jsToNix and JSON.stringify.
import { print } from "@nixgen/core";
import nijs from "nijs";
import { compare, report } from "./measure.mjs";

const services = Object.fromEntries(
  Array.from({ length: 1000 }, (_, service) => [
    `service-${service}`,
    Object.fromEntries(Array.from({ length: 20 }, (_, key) => [`option${key}`, valueOf(service * 20 + key)])),
  ]),
);

function valueOf(number) {
  switch (number % 5) {
    case 0:
      return number;
    case 1:
      return `value of \${x} number ${number}`;
    case 2:
      return number % 2 === 0;
    case 3:
      return [number, `element ${number}`, null];
    default:
      return { enable: true, port: 1024 + (number % 60000) };
  }
}

const data = { services };
const times = compare({
  "nixgen print": () => print(data),
  "nijs jsToNix": () => nijs.jsToNix(data, true),
  "JSON.stringify": () => JSON.stringify(data, undefined, 2),
});
report(`Printing ${(print(data).length / 1e6).toFixed(1)} MB of Nix`, times, "nijs jsToNix");
report("The same, beside JSON", times, "JSON.stringify");
