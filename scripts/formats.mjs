// Where ofd.js draws each character of an OFD file, in millimetres: a line
// "page character x y" each. Arguments: the browser, the file.
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [browserPath, file] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
try {
  const page = await browser.newPage();
  await page.goto("about:blank");
  await page.addScriptTag({ path: "node_modules/ofd.js/lib/ofd.umd.min.js" });
  const lines = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const parsed = await new Promise((success, fail) => ofd.parseOfdDocument({ ofd: new File([bytes], "a.ofd"), success, fail }));
    const wide = 2100; // pixels
    const pages = ofd.renderOfd(wide, parsed[0]);
    const out = [];
    pages.forEach((p, i) => {
      document.body.appendChild(p);
      const frame = p.getBoundingClientRect();
      const boxes = parsed[0].pages[i];
      for (const text of p.querySelectorAll("text")) {
        const svg = text.closest("svg").getBoundingClientRect();
        const m = text.transform.baseVal.consolidate()?.matrix;
        out.push([i + 1, text.textContent, svg.left - frame.left + Number(text.getAttribute("x")), svg.top - frame.top + Number(text.getAttribute("y")), frame.width, m ? 1 : 0]);
      }
    });
    return out;
  }, readFileSync(file).toString("base64"));
  for (const l of lines) console.log(JSON.stringify(l));
} finally {
  await browser.close();
}
