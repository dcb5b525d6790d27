export interface Nix {
  readonly program: string;
  readonly version: string;
  readonly knowsPipes: boolean;
  readonly features: readonly string[];
}

export interface Verdict {
  readonly ok: boolean;
  readonly error?: string;
  /** The error is about an undefined variable. */
  readonly isUndefined?: boolean;
}

export function findNix(): Nix | undefined;
export function judge(
  nix: Nix,
  texts: readonly string[],
  options?: { readonly processes?: number },
): Promise<Verdict[]>;
