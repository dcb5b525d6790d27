// The laws of edits of flakes.
import { staticName } from "@nixgen/core";
import { play } from "./play.mjs";
import { mapTree, withoutEmptySets, withoutName } from "./trees.mjs";

export function isFlake(file) {
  return /(?:^|\/)flake\.nix$/.test(file.name) && file.doc.has("inputs") && file.doc.has("outputs");
}

/** What follows an input goes with it. */
function withoutFollows(tree, name) {
  return mapTree(tree, (node) => {
    if (node.bindings === undefined) return node;
    const bindings = node.bindings.filter(({ path, value }) => {
      if (path === undefined || staticName(path.names.at(-1)) !== "follows") return true;
      return value.parts?.[0]?.value.split("/")[0] !== name;
    });
    return { ...node, bindings };
  });
}

/** A flake gets an input and loses it; each of its own is pinned and unpinned, follows another one, and is removed. */
export function editFlake(file, tally) {
  const inputs = file.doc.flake.list();
  const [followed] = Object.keys(inputs);
  const added = {
    url: "github:example/zz-added",
    ...(followed !== undefined && { inputs: { [followed]: { follows: followed } } }),
  };
  play(file, "a new input", tally, (run) => {
    run.edit("add an input", (doc) => doc.flake.set("zz-added", added), {
      treeBefore: () => file.tree,
      treeAfter: (doc) => withoutName(doc.tree, "zz-added"),
      repeats: true,
    });
    run.expect(
      JSON.stringify(run.doc.flake.get("zz-added")) === JSON.stringify(added),
      "another input is read",
    );
    run.edit("remove an input", (doc) => doc.flake.remove("zz-added"), {
      tree: (doc) => withoutEmptySets(withoutName(doc.tree, "zz-added")),
      gives: true,
    });
  });
  for (const [name, { url }] of Object.entries(inputs)) {
    play(file, `inputs.${name}`, tally, (run) => {
      if (url !== undefined && !/^(?:path:|\.|\/|https?:|file[:+]|tarball)/.test(url)) {
        run.edit("pin an input", (doc) => doc.flake.pin(name, "zz-pinned"), { repeats: true });
        run.expect(run.doc.flake.get(name).url.includes("zz-pinned"), "it is not pinned");
        run.edit("set an input", (doc) => doc.flake.set(name, url));
        run.expect(run.doc.flake.get(name).url === url, "another URL is read");
      }
      run.edit("make an input follow", (doc) => doc.flake.follow(name, "zz-inner", followed), {
        treeBefore: (doc) => withoutEmptySets(doc.tree),
        treeAfter: (doc) => withoutEmptySets(withoutName(doc.tree, "zz-inner")),
        repeats: true,
      });
      run.expect(run.doc.flake.get(name).inputs["zz-inner"].follows === followed, "it does not follow");
    });
    play(file, `inputs.${name}`, tally, (run) => {
      run.edit("remove an input", (doc) => doc.flake.remove(name), {
        tree: (doc) => withoutEmptySets(withoutFollows(withoutName(doc.tree, name), name)),
        gives: true,
        commentsOf: () => [],
      });
      run.expect(!(name in run.doc.flake.list()), "it is still there");
    });
  }
}
