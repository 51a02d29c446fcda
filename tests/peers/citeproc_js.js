// citeproc-js for one document: a JSON request on standard input, a JSON answer on standard output.
//
// request: style (XML), lang ("" for the style's own), locales (a folder), items (CSL-JSON),
// citations (citeproc-js' own form, in document order), bibliography (whether it is wanted).
// answer: version, milliseconds, entries ([id, HTML] in order), citations (HTML in order).
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const CSL = require("citeproc");

CSL.debug = (text) => process.stderr.write(`${text}\n`); // standard output is for the answer

const request = JSON.parse(fs.readFileSync(0, "utf8"));
const kept = new Map(request.items.map((item) => [item.id, JSON.stringify(item)]));
const system = {
  // the engine writes into what it is given
  retrieveItem: (id) => ({ ...JSON.parse(kept.get(id)), system_id: id }),
  // An item that prints nothing has an id in the engine's list and no text, and those after it are
  // one off; so each text is made to end with its own id.
  embedBibliographyEntry: (id) => `\f${id}`,
  retrieveLocale: (tag) => {
    const file = path.join(request.locales, `locales-${tag}.xml`);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : false;
  },
};

const start = Date.now();
const engine = new CSL.Engine(system, request.style, request.lang || undefined, !!request.lang);
engine.updateItems([...kept.keys()]);
const answer = { version: CSL.PROCESSOR_VERSION, entries: [], citations: [] };
// the bibliography comes last, as in a document: citeproc-js tells names in citations apart from those
// that a bibliography made earlier has shown
if (request.citations.length) {
  const done = engine.rebuildProcessorState(request.citations, "html");
  answer.citations = done.map((citation) => citation[2]);
}
if (request.bibliography) {
  const [, texts] = engine.makeBibliography() || [{}, []];
  answer.entries = texts.map((text) => {
    const [entry, id] = text.split("\f");
    return [id.trim(), entry];
  });
}
answer.milliseconds = Date.now() - start;
process.stdout.write(JSON.stringify(answer));
