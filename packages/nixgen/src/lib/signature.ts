import type { TypeName } from "./argument-types.js";

/** What a function takes and gives. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  readonly result: TypeName | "any";
}

/** One parameter of a function. */
export interface Parameter {
  readonly name: string;
  readonly type: TypeName | "any";
}

/** The parts of `lib` whose functions are, with few exceptions, functions of `lib` too. */
const mirrored = /^(?:attrsets|lists|meta|modules|options|strings|trivial)\./;

/** The signature of a function by its path in a table; `undefined` where the table does not have it. */
export function findSignature(
  signatures: Readonly<Record<string, string>>,
  path: string,
): Signature | undefined {
  const names = [path, path.replace(mirrored, "")];
  const name = names.find((candidate) => Object.hasOwn(signatures, candidate));
  return name === undefined ? undefined : parseSignature(signatures[name]!);
}

/** A signature as the tables have it: `condition:boolean content:any -> any`. */
function parseSignature(text: string): Signature {
  const [parameters = "", result = "any"] = text.split(" -> ");
  return {
    parameters: parameters.split(" ").map((parameter) => {
      const [name = "", type = "any"] = parameter.split(":");
      return { name, type: type as Parameter["type"] }; // The tables have no others.
    }),
    result: result as Signature["result"],
  };
}
