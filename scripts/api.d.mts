/** The public API of a package. */
export interface PackageApi {
  /** The folder of the package. */
  readonly name: string;
  readonly text: string;
  /** The types that can be reached from what is exported, and are not exported. */
  readonly unnamed: readonly string[];
}

export declare function apiFile(name: string): string;
export declare function describeApis(): readonly PackageApi[];
