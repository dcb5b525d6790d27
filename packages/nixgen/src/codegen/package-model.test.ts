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
      {
        like: {},
        whole: [],
        partly: Object.fromEntries(
          partly.map((set) => [set, { repository: "example/list", date: "2025-03-04" }]),
        ),
      },
    ),
  );
const modelOf = (models: ReturnType<typeof buildPackageModel>) =>
  models.find(({ name }) => name === "Packages_set");

test("a partly listed set takes every name", () => {
  const model = modelOf(buildPackageModel(makeIndex(["a"], ["set"])));
  expect(model?.extends).toBe("Package");
  expect(model?.doc).toBe("The packages of `set` that are known (as of 2025-03-04); others are taken too.");
  expect(modelOf(buildPackageModel(makeIndex(["a"], [])))?.extends).toBe("PackageScope");
});

test("what is merged with an interface that takes every name extends nothing, which could contradict it", () => {
  const model = modelOf(buildPackageModel(makeIndex(["a", "b"], []), makeIndex(["a"], ["set"])));
  expect(model).not.toHaveProperty("extends");
  expect(model?.properties.map(({ name }) => name)).toEqual(["b"]);
});
