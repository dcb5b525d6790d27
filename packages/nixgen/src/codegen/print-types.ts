import type * as prettier from "prettier";
import type * as tsMorph from "ts-morph";
import type { InterfaceModel } from "./option-model.js";

/** The module that the types of generated files come from. */
const valueModule = "nixgen/values";

/** Types that generated interfaces use. */
const valueTypes = [
  "Attributes",
  "AttributesOf",
  "Code",
  "Data",
  "Directive",
  "DockerTools",
  "FunctionOrData",
  "List",
  "ListOfSets",
  "Package",
  "PackageScope",
  "PackageSet",
  "PackageWith",
  "Path",
  "Removed",
  "SetsByName",
  "Value",
  "WriteInstead",
];

export interface PrintTypesOptions {
  /** Which module the interfaces are added to; a module of their own where it is not given. */
  readonly augments?: string;
  /** The interface that is known as the options of a kind once the file is imported. */
  readonly known?: { readonly kind: string; readonly root: string };
  /** What stands at the top of the file, as a comment. */
  readonly header: string;
}

/**
 * A declaration file with interfaces.
 *
 * @throws Error where ts-morph or prettier is not installed; they are needed for this alone.
 */
export async function printTypes(
  models: readonly InterfaceModel[],
  { augments, known, header }: PrintTypesOptions,
): Promise<string> {
  const { IndentationText, ModuleDeclarationKind, Project } = await load<typeof tsMorph>("ts-morph");
  const { format } = await load<typeof prettier>("prettier");
  const project = new Project({
    useInMemoryFileSystem: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  });
  const file = project.createSourceFile("types.d.ts", `// ${header}\n`);
  const text = models
    .flatMap((model) => [
      ...model.properties.map(({ type }) => type),
      model.extends,
      model.open ? "Data" : "",
    ])
    .join();
  const used = valueTypes.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  if (used.length > 0)
    file.addImportDeclaration({ isTypeOnly: true, moduleSpecifier: valueModule, namedImports: used });
  const interfaces = models.map(({ name, doc, properties, open, required, extends: base }) => ({
    name,
    isExported: true,
    ...(base === undefined ? {} : { extends: [base] }),
    ...(doc === undefined ? {} : { docs: [toComment(doc)] }),
    properties: properties.map((property) => ({
      name: /^[A-Za-z_$][\w$]*$/.test(property.name) ? property.name : JSON.stringify(property.name),
      type: property.type,
      hasQuestionToken: required !== true,
      isReadonly: true,
      ...(property.doc === undefined ? {} : { docs: [toComment(property.doc)] }),
    })),
    indexSignatures: open ? [indexSignature(properties)] : [],
  }));
  if (augments === undefined) file.addInterfaces(interfaces);
  else {
    const module = file.addModule({ name: JSON.stringify(augments), hasDeclareKeyword: true });
    module.setDeclarationKind(ModuleDeclarationKind.Module);
    module.addInterfaces(interfaces);
  }
  if (known !== undefined) {
    const module = file.addModule({ name: JSON.stringify(valueModule), hasDeclareKeyword: true });
    module.setDeclarationKind(ModuleDeclarationKind.Module);
    module.addInterface({
      name: "KnownOptions",
      properties: [{ name: JSON.stringify(known.kind), type: known.root, isReadonly: true }],
    });
  }
  return format(file.getFullText(), { parser: "typescript", printWidth: 110 });
}

/** Further names have any value; the type is also that of the properties. */
function indexSignature(properties: InterfaceModel["properties"]) {
  const hasRemoved = properties.some(({ type }) => type === "Removed");
  const returnType = `Data | ${hasRemoved ? "Removed | " : ""}undefined`;
  return { keyName: "name", keyType: "string", returnType, isReadonly: true };
}

/** A text that can stand in a comment, on one line. */
function toComment(text: string): string {
  return text.replaceAll("*/", "*\u200b/").replaceAll(/\s+/g, " ");
}

async function load<T>(name: string): Promise<T> {
  try {
    return (await import(name)) as T; // The module's own type.
  } catch {
    throw new Error(`types need ${name}; install it with \`npm install --save-dev ${name}\``);
  }
}
