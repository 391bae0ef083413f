// Mean wall and CPU time in milliseconds of a letter through typst inside one
// process: bench-typst.mjs FILE COPIES, the npm package lying under $TYPST_NODE.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(process.env.TYPST_NODE + "/package.json");
const { NodeCompiler } = require("@myriaddreamin/typst-ts-node-compiler");
const [source, copies] = [readFileSync(process.argv[2], "utf8"), Number(process.argv[3])];
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: ["assets/fonts"] }] });

// Each copy differs by its last line: an equal one would come from typst's cache.
const once = (i) => compiler.pdf({ mainFileContent: `${source}\n第${i}件` });
once(0);
const start = performance.now();
const before = process.cpuUsage();
for (let i = 1; i <= copies; i++) once(i);
const wall = performance.now() - start;
const { user, system } = process.cpuUsage(before);
console.log((wall / copies).toFixed(1), ((user + system) / 1000 / copies).toFixed(1));
