/**
 * A type as our Nix expressions print it: its name, followed by what it is made of.
 *
 * @example
 * ["nullOr", ["enum", ["a", "b"]]]
 */
export type RawType = readonly [name: string, ...parts: unknown[]];

/** An option as `nix/options.nix` prints it. */
export interface RawOption {
  readonly path: readonly string[];
  readonly type: RawType;
  readonly default?: { readonly value: unknown } | { readonly code: string };
  readonly readOnly?: true;
  readonly internal?: true;
  readonly hidden?: true;
  readonly removed?: true;
  readonly movedTo?: string;
  /** The option holds a whole configuration, with all options again. */
  readonly whole?: true;
  /** The option holds submodules like that of the option at this path. */
  readonly sameAs?: readonly string[];
}

/** An attribute as `nix/packages.nix` prints it. */
export interface RawPackage {
  readonly version?: string;
  readonly program?: string;
  /** It is a set of packages. */
  readonly set?: true;
  /** It is neither a package nor a set of packages. */
  readonly other?: true;
  /** Evaluation ended with an error that Nix can't catch, so that nothing is known but the name. */
  readonly failed?: true;
  /** It does not evaluate. */
  readonly broken?: true;
  /** Only a list has the name, which is older than what is evaluated. */
  readonly listed?: true;
}
