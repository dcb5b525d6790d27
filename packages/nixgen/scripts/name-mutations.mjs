/**
 * The ways in which people and models damage names, the same in each run with the same seed: by what they do, functions of a
 * name (packages) or of a path (options) that give the damaged one, or `undefined` where they can't be applied.
 */
export function nameMutations(seed) {
  const random = randomNumbers(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const keyboard = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
  const typos = {
    "a letter left out": (name) => at(name, (before, _, after) => before + after),
    "a letter too many": (name) =>
      at(name, (before, letter, after) => before + letter + pick(letters) + after),
    "a letter doubled": (name) => at(name, (before, letter, after) => before + letter + letter + after),
    "another letter": (name) => at(name, (before, letter, after) => before + neighbour(letter) + after),
    "letters swapped": (name) =>
      at(name, (before, letter, after) => before + after.slice(0, 1) + letter + after.slice(1)),
  };
  const packageMutations = {
    ...typos,
    "another separator": (name) =>
      /[-_]/.test(name)
        ? name.replaceAll(/[-_]/g, (one) => pick(one === "-" ? ["_", "", "."] : ["-", "", "."]))
        : undefined,
    "version written otherwise": (name) =>
      /[a-z]_?\d+$/.test(name)
        ? name.replace(/_?(\d+)$/, (_, digits) => pick(["-", "_", "@", ""]) + digits)
        : undefined,
    "camel case": (name) =>
      /[-_][a-z]/.test(name)
        ? name.replaceAll(/[-_]([a-z])/g, (_, letter) => letter.toUpperCase())
        : undefined,
    "invented suffix": (name) =>
      name + pick(["-bin", "-cli", "-git", "-tools", "-latest", "-package", "-stable", "-dev", "-unstable"]),
    "Debian library": (name) => `lib${name.replace(/^lib/, "")}-dev`,
    "Fedora library": (name) => `${name}-devel`,
  };
  const optionMutations = {
    ...Object.fromEntries(
      Object.entries(typos).map(([name, mutate]) => [name, (path) => onSegment(path, mutate)]),
    ),
    "snake case": (path) =>
      onSegment(path, (name) =>
        /[a-z][A-Z]/.test(name)
          ? name.replaceAll(/([a-z])([A-Z])/g, (_, a, b) => `${a}_${b.toLowerCase()}`)
          : undefined,
      ),
    "kebab case": (path) =>
      onSegment(path, (name) =>
        /[a-z][A-Z]/.test(name)
          ? name.replaceAll(/([a-z])([A-Z])/g, (_, a, b) => `${a}-${b.toLowerCase()}`)
          : undefined,
      ),
    "lower case": (path) => onSegment(path, (name) => name.toLowerCase()),
    "singular or plural": (path) =>
      onSegment(path, (name) => (name.endsWith("s") ? name.slice(0, -1) : `${name}s`)),
    enabled: (path) =>
      path.at(-1) === "enable"
        ? [...path.slice(0, -1), pick(["enabled", "Enable", "isEnabled", "enabel"])]
        : undefined,
    "another group": (path) =>
      path[0] === "services" || path[0] === "programs"
        ? [path[0] === "services" ? "programs" : "services", ...path.slice(1)]
        : undefined,
  };

  function onSegment(path, mutate) {
    const places = [...path.keys()].filter(
      (index) => path[index] !== "example" && path[index] !== "*" && path[index].length > 2,
    );
    if (places.length === 0) return undefined;
    const place = pick(places);
    const changed = mutate(path[place]);
    return changed === undefined ? undefined : path.map((name, index) => (index === place ? changed : name));
  }

  function at(name, change) {
    const index = Math.floor(random() * (name.length - 1));
    return change(name.slice(0, index), name[index], name.slice(index + 1));
  }

  function neighbour(letter) {
    const row = keyboard.find((keys) => keys.includes(letter));
    if (row === undefined) return pick(letters);
    const place = row.indexOf(letter);
    return random() < 0.5 ? (row[place + 1] ?? row[place - 1]) : pick(letters);
  }

  return { packageMutations, optionMutations, pick, random };
}

/** Numbers that are the same in each run. */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
