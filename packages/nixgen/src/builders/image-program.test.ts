import { describe, expect, it } from "vitest";
import { layeredImage, path, pkgs, str, type LayeredImageOptions } from "../index.js";

describe("a program that an image runs", () => {
  const image = (options: Partial<LayeredImageOptions>): unknown[] =>
    layeredImage({ name: "a", ...options }).warnings.map(({ path = [], message }) => [
      path.join("."),
      /`(.*)`/.exec(message)?.[1],
    ]);

  it.each<[string, Partial<LayeredImageOptions>, unknown[]]>([
    ["is in no layer", { config: { Cmd: ["nginx"] } }, [["config.Cmd.0", "nginx"]]],
    [
      "is in no package",
      { contents: [pkgs.caddy], config: { Cmd: ["/bin/nginx"] } },
      [["config.Cmd.0", "nginx"]],
    ],
    [
      "is asked for by Entrypoint",
      { contents: [pkgs.caddy], config: { Entrypoint: ["tini"], Cmd: ["x"] } },
      [["config.Entrypoint.0", "tini"]],
    ],
    [
      "is the shell of a health check",
      { contents: [pkgs.caddy], config: { Cmd: ["caddy"], Healthcheck: { Test: ["CMD-SHELL", "true"] } } },
      [["config.Healthcheck.Test.1", "sh"]],
    ],
    ["is a shell that was asked for", { shell: true, config: { Cmd: ["/bin/sh", "-c", "true"] } }, []],
    ["has the name of its package", { contents: [pkgs.caddy], config: { Cmd: ["caddy"] } }, []],
    ["is known to be in its package", { contents: [pkgs.nodejs_22], config: { Cmd: ["node", "a.js"] } }, []],
    ["is a store path", { config: { Cmd: [str`${pkgs.caddy}/bin/caddy`] } }, []],
    ["may be in a package of one's own", { contents: [path("./app")], config: { Cmd: ["serve"] } }, []],
    ["may be in the image below", { fromImage: pkgs.hello, config: { Cmd: ["serve"] } }, []],
    ["may be made by commands", { extraCommands: "cp serve bin/", config: { Cmd: ["serve"] } }, []],
  ])("%s", (_name, options, wanted) => {
    expect(image(options)).toEqual(wanted);
  });
});
