// What citation-js makes of a file: node citation.js FROM TO IN OUT
const fs = require('fs')
const { Cite, plugins } = require('@citation-js/core')
require('@citation-js/plugin-bibtex')
require('@citation-js/plugin-ris')
require('@citation-js/plugin-csl')

const [from, to, source, target] = process.argv.slice(2)
const inputs = {
  bibtex: '@bibtex/text', biblatex: '@biblatex/text', ris: '@ris/file', 'csl-json': undefined
}
const text = fs.readFileSync(source, 'utf8')
const cite = new Cite(
  from === 'csl-json' ? JSON.parse(text) : text,
  inputs[from] ? { forceType: inputs[from] } : {}
)
const made = cite.format(to, { format: 'text' })
fs.writeFileSync(target, typeof made === 'string' ? made : JSON.stringify(made, null, 1))
