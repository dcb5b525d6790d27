import { expect, test } from "vitest";
import { readPackageIndex, writePackageIndex } from "../names/package-index.js";
import { buildPackageModel } from "./package-model.js";

const provenance = { sources: [{ repository: "example/packages" }] };
const makeIndex = (names: readonly string[], partly: readonly string[]) =>
  readPackageIndex(
    writePackageIndex(
      provenance,
      [
        { path: "", entries: [{ name: "set", set: true }] },
        { path: "set", entries: names.map((name) => ({ name })) },
      ],
      { like: {}, whole: [], partly },
    ),
  );
const modelOf = (models: ReturnType<typeof buildPackageModel>) =>
  models.find(({ name }) => name === "Packages_set");

test("a partly listed set takes every name", () => {
  expect(modelOf(buildPackageModel(makeIndex(["a"], ["set"])))?.extends).toBe("Package");
  expect(modelOf(buildPackageModel(makeIndex(["a"], [])))?.extends).toBe("PackageScope");
});

test("what is merged with an interface that takes every name extends nothing, which could contradict it", () => {
  const model = modelOf(buildPackageModel(makeIndex(["a", "b"], []), makeIndex(["a"], ["set"])));
  expect(model).not.toHaveProperty("extends");
  expect(model?.properties.map(({ name }) => name)).toEqual(["b"]);
});
