export { NixError } from "@nixgen/core";
