/** What an index, or a part of it, was made from. */
export interface Source {
  /** Such as `"NixOS/nixpkgs"`. */
  readonly repository: string;
  /** The commit, where it is known. */
  readonly revision?: string;
  /** The day of the revision, as `2026-07-14`. */
  readonly date?: string;
  /** The release, as `26.11`. */
  readonly release?: string;
  /** What to know of it, as a sentence. */
  readonly note?: string;
}

/** What an index was made from, and with what. */
export interface Provenance {
  readonly sources: readonly Source[];
  /** The system that was evaluated for. */
  readonly system?: string;
  /** The Nix that evaluated. */
  readonly nix?: string;
}

/** How old an index is, as can stand after a message: ` (as of 2026-07-14)`; empty where it does not say. */
export function describeAge({ sources: [first] }: Provenance): string {
  const age = first?.date ?? first?.release ?? first?.revision?.slice(0, 9);
  return age === undefined ? "" : ` (as of ${age})`;
}

/** A line that says how old an index is, as every answer built on it does. */
export function describeProvenance(provenance: Provenance): string {
  return provenance.sources
    .map(({ repository, release, date, revision }) =>
      [
        repository,
        release,
        date === undefined ? undefined : `of ${date}`,
        revision === undefined ? undefined : `(${revision.slice(0, 9)})`,
      ]
        .filter((part) => part !== undefined)
        .join(" "),
    )
    .join(", ");
}
