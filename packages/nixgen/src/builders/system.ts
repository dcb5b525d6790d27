import * as z from "zod";

/** A platform: a processor and an operating system. */
export type System = (typeof commonSystems)[number] | (`${string}-${string}` & {});

/** Platforms that complete in an editor. */
const commonSystems = [
  "x86_64-linux",
  "aarch64-linux",
  "x86_64-darwin",
  "aarch64-darwin",
  "armv7l-linux",
  "armv6l-linux",
  "i686-linux",
  "riscv64-linux",
  "powerpc64le-linux",
] as const;

/** The platforms that a flake is made for where none are named. */
export const defaultSystems = commonSystems.slice(0, 4);

/** A platform that nixpkgs knows, as far as hosts run on it. */
export const systemSchema = z
  .string()
  .regex(
    /^[a-z0-9_]+-(linux|darwin|freebsd|openbsd|netbsd|cygwin|windows)$/,
    'expected a platform such as "x86_64-linux" or "aarch64-darwin"',
  )
  // Also where no such name is known here, it is a platform by its form.
  .meta({ id: "system" }) as unknown as z.ZodType<System>;
