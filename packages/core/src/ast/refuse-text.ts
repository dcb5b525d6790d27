import { NixError } from "../diagnostics/error.js";

/**
 * What code does where JavaScript wants a text of it, as in a plain template: it says what to write instead. Silently it would
 * become `[object Object]`.
 *
 * @throws NixError `value/unsupported`
 */
export function refuseText(): never {
  throw new NixError([
    {
      code: "value/unsupported",
      severity: "error",
      message: "Nix code can't be put into a JavaScript string",
      suggestions: [
        { message: "write str`${pkgs.hello}/bin/hello`, which makes a Nix string with an interpolation" },
        { message: "write `print(…)` for the text of the code" },
      ],
    },
  ]);
}
