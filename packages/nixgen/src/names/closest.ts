export { closestNames } from "@nixgen/core";
