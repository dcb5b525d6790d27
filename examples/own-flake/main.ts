// Writes the flake.nix of this very project: a development shell with Node.js, pnpm and the tools of Nix.
import { devShell, flake, pkgs, plan, withComment } from "nixgen";

const directory = process.argv[2] ?? ".";

const files = plan(directory, {
  "flake.nix": withComment(
    "Written by examples/own-flake/main.ts.",
    flake({
      description: "A development shell for nixgen",
      devShells: {
        default: devShell({ noCC: true, packages: [pkgs.nodejs, pkgs.pnpm, pkgs.nix, pkgs.nixfmt] }),
      },
    }),
  ),
});

await files.write();
console.log(`wrote ${directory}/flake.nix`);
