/**
 * What nixpkgs holds by other ways than by its attributes: the set of packages that a language's interpreter has, and the set
 * that a function gets which is handed to `python3.withPackages` and the like. Read from the files of nixpkgs that define them.
 */

/** A package, and the sets that belong to it. */
interface Holder {
  /** The package, as a path with dots. */
  readonly package: RegExp;
  /** Attributes of the package that are sets, with their paths in nixpkgs; `$1` is the first group of the package. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Its functions that take a function of a set, with the path of that set. */
  readonly functions?: Readonly<Record<string, string>>;
}

const holders: readonly Holder[] = [
  {
    package: /^(python3\d*|pypy3\d*)$/,
    attributes: { pkgs: "$1Packages" },
    functions: { withPackages: "$1Packages" },
  },
  { package: /^((?:python|pypy)\d*Packages)$/, functions: { "python.withPackages": "$1" } },
  {
    package: /^perl5?$/,
    attributes: { pkgs: "perlPackages" },
    functions: { withPackages: "perlPackages" },
  },
  {
    package: /^(php\d*)$/,
    attributes: { packages: "$1Packages", extensions: "$1Extensions" },
  },
  { package: /^lua$/, attributes: { pkgs: "luaPackages" }, functions: { withPackages: "luaPackages" } },
  {
    package: /^lua5_(\d)$/,
    attributes: { pkgs: "lua5$1Packages" },
    functions: { withPackages: "lua5$1Packages" },
  },
  {
    package: /^luajit(?:_2_\d)?$/,
    attributes: { pkgs: "luajitPackages" },
    functions: { withPackages: "luajitPackages" },
  },
  { package: /^emacs(?:\d+)?(?:-[a-z0-9-]+)?$/, attributes: { pkgs: "emacsPackages" } },
  {
    package: /^emacsPackages$/,
    functions: { withPackages: "emacsPackages", emacsWithPackages: "emacsPackages" },
  },
  { package: /^ruby$/, functions: { withPackages: "rubyPackages" } },
  { package: /^ruby(_\d_\d)$/, functions: { withPackages: "rubyPackages$1" } },
  {
    package: /^octave$/,
    attributes: { pkgs: "octavePackages" },
    functions: { withPackages: "octavePackages" },
  },
  { package: /^sbcl$/, attributes: { pkgs: "sbclPackages" }, functions: { withPackages: "sbclPackages" } },
  {
    package: /^postgresql(?:_(\d+))?$/,
    attributes: { pkgs: "postgresql$1Packages" },
    functions: { withPackages: "postgresql$1Packages" },
  },
  {
    package: /^haskellPackages$/,
    functions: {
      ghcWithPackages: "haskellPackages",
      ghcWithHoogle: "haskellPackages",
      "ghc.withPackages": "haskellPackages",
      hoogleWithPackages: "haskellPackages",
    },
  },
  { package: /^texlive(?:[A-Z]\w*)?$/, functions: { withPackages: "texlivePackages" } },
  { package: /^(?:terraform|opentofu)$/, functions: { withPlugins: "terraform-providers" } },
  {
    package: /^vimPlugins$/,
    functions: { "nvim-treesitter.withPlugins": "vimPlugins.nvim-treesitter-parsers" },
  },
  { package: /^tree-sitter$/, functions: { withPlugins: "tree-sitter-grammars" } },
  { package: /^pass(?:-wayland|-nodmenu)?$/, functions: { withExtensions: "passExtensions" } },
  { package: /^aspellWithDicts$/, functions: { "": "aspellDicts" } },
  { package: /^(?:hunspell|nuspell)$/, functions: { withDicts: "hunspellDicts" } },
  { package: /^agda$/, functions: { withPackages: "agdaPackages" } },
  { package: /^agdaPackages$/, functions: { "agda.withPackages": "agdaPackages" } },
  { package: /^kodi(?:-wayland|-gbm)?$/, functions: { withPackages: "kodiPackages" } },
  { package: /^typst$/, functions: { withPackages: "typstPackages" } },
  { package: /^gauge$/, functions: { withPlugins: "gaugePlugins" } },
  { package: /^poetry$/, functions: { withPlugins: "poetryPlugins" } },
  { package: /^rizin$/, functions: { withPlugins: "rizinPlugins" } },
  { package: /^cutter$/, functions: { withPlugins: "cutterPlugins" } },
  { package: /^octodns$/, functions: { withProviders: "octodns-providers" } },
  { package: /^ghidra(?:-bin)?$/, functions: { withExtensions: "ghidra-extensions" } },
  { package: /^tflint$/, functions: { withPlugins: "tflint-plugins" } },
  { package: /^pulumi$/, functions: { withPackages: "pulumiPackages" } },
  { package: /^idris2$/, functions: { withPackages: "idris2Packages" } },
];

/** The path in nixpkgs of what stands at a path below `pkgs`, where that is another one: `python3.pkgs` is `python3Packages`. */
export function toSetPath(path: readonly string[]): readonly string[] {
  let steps = path;
  // nixpkgs holds itself, also for other machines.
  while (steps.length > 0) {
    if (steps[0] === "pkgsCross" && steps.length > 1) steps = steps.slice(2);
    else if (isWholeNixpkgs(steps[0]!)) steps = steps.slice(1);
    else break;
  }
  for (let at = 1; at < steps.length; at++) {
    const set = findIn(steps.slice(0, at), (holder) => holder.attributes, steps[at]!);
    if (set !== undefined) return toSetPath([...set, ...steps.slice(at + 1)]);
  }
  return steps;
}

/** The attributes of a package that are sets of packages, with their paths in nixpkgs: `pkgs` of `python3`. */
export function setsIn(name: string): Readonly<Record<string, string>> {
  const sets = holders.flatMap(({ package: pattern, attributes = {} }) => {
    const match = pattern.exec(name);
    return match === null
      ? []
      : Object.entries(attributes).map(([key, path]) => [key, path.replace("$1", match[1] ?? "")]);
  });
  return Object.fromEntries(sets) as Record<string, string>; // Pairs of texts.
}

/** Attributes of nixpkgs that are all of nixpkgs again. */
function isWholeNixpkgs(name: string): boolean {
  return /^(pkgs|pkgsStatic|pkgsMusl|pkgsLLVM|pkgsi686Linux|pkgsHardened|pkgs(Build|Host|Target)(Build|Host|Target)|buildPackages|targetPackages)$/.test(
    name,
  );
}

/** The set that a function gets which is handed to the function at a path below `pkgs`, as `python3.withPackages`. */
export function findHandedSet(path: readonly string[]): readonly string[] | undefined {
  for (let at = Math.min(2, path.length); at >= 1; at--) {
    const set = findIn(path.slice(0, at), (holder) => holder.functions, path.slice(at).join("."));
    if (set !== undefined) return set;
  }
  return undefined;
}

/** The set of extensions that `php.withExtensions` and `php.buildEnv` hand to a function as `all`. */
export function findExtensions(path: readonly string[]): readonly string[] | undefined {
  const [name = "", called] = path;
  const isPhp = /^php\d*$/.test(name) && path.length === 2;
  return isPhp && (called === "withExtensions" || called === "buildEnv") ? [`${name}Extensions`] : undefined;
}

function findIn(
  path: readonly string[],
  table: (holder: Holder) => Readonly<Record<string, string>> | undefined,
  key: string,
): readonly string[] | undefined {
  const name = path.join(".");
  for (const holder of holders) {
    const found = table(holder);
    if (found === undefined || !Object.hasOwn(found, key)) continue;
    const match = holder.package.exec(name);
    if (match !== null) return found[key]!.replace("$1", match[1] ?? "").split(".");
  }
  return undefined;
}

/** Options whose values are functions of a set of packages, and the paths of these sets. */
const setsOfOptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  nixos: {
    "programs.xonsh.extraPackages": "python3Packages",
    "services.buildbot-master.pythonPackages": "python3Packages",
    "services.devpi-server.extraPackages": "python3Packages",
    "services.home-assistant.extraPackages": "python3Packages",
    "services.hoogle.packages": "haskellPackages",
    "services.ihaskell.extraPackages": "haskellPackages",
    "services.netbox.plugins": "python3Packages",
    "services.netdata.python.extraPackages": "python3Packages",
    "services.nextcloud.phpExtraExtensions": "phpExtensions",
    "services.nginx.lua.extraPackages": "luajitPackages",
    "services.peering-manager.plugins": "python3Packages",
    "services.postgresql.extensions": "postgresqlPackages",
    "services.postgresql.extraPlugins": "postgresqlPackages",
    "services.supybot.extraPackages": "python3Packages",
    "services.xserver.windowManager.exwm.extraPackages": "emacsPackages",
    "services.xserver.windowManager.qtile.extraPackages": "python3Packages",
    "services.xserver.windowManager.xmonad.extraPackages": "haskellPackages",
  },
  "home-manager": {
    "programs.emacs.extraPackages": "emacsPackages",
    "programs.neovim.extraLuaPackages": "luajitPackages",
    "programs.neovim.extraPython3Packages": "python3Packages",
    "programs.sketchybar.extraLuaPackages": "lua54Packages",
    "xsession.windowManager.exwm.extraPackages": "emacsPackages",
    "xsession.windowManager.xmonad.extraPackages": "haskellPackages",
  },
  "nix-darwin": {},
};

/** The set that the function gets which is the value of an option. */
export function setOfOption(path: readonly string[], kind: string): readonly string[] | undefined {
  const sets = setsOfOptions[kind] ?? {};
  const name = path.join(".");
  return Object.hasOwn(sets, name) ? [sets[name]!] : undefined;
}
