// Mean wall and CPU time in milliseconds of a letter through typst inside one
// process: bench-typst.mjs FOLDER, which has the letters' sources as .typ, the npm
// package lying under $TYPST_NODE. No two letters are alike: an equal paragraph
// would come from typst's cache.
import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";

const require = createRequire(process.env.TYPST_NODE + "/package.json");
const { NodeCompiler } = require("@myriaddreamin/typst-ts-node-compiler");
const sources = readdirSync(process.argv[2]).filter((f) => f.endsWith(".typ")).map((f) => readFileSync(`${process.argv[2]}/${f}`, "utf8"));
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: ["assets/fonts"] }] });

const once = (mainFileContent) => compiler.pdf({ mainFileContent });
once(sources.shift()); // fonts are read
const start = performance.now();
const before = process.cpuUsage();
for (const source of sources) once(source);
const wall = performance.now() - start;
const { user, system } = process.cpuUsage(before);
console.log((wall / sources.length).toFixed(1), ((user + system) / 1000 / sources.length).toFixed(1));
