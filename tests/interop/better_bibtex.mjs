// What Better BibTeX's parser reads in a file, written as plainly as can be: node better_bibtex.mjs IN OUT
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

// NODE_PATH does not count for import, and the package's main file is no module that can be required.
const found = createRequire(import.meta.url).resolve('@retorquere/bibtex-parser')
const { parse } = await import(path.join(found, '../../esm/index.js'))

const [source, target] = process.argv.slice(2)
const library = parse(fs.readFileSync(source, 'utf8'), { english: false, sentenceCase: false })
for (const error of library.errors) console.error(error.error || JSON.stringify(error))

// What the parser gives is plain text with a few HTML tags: LaTeX needs it escaped again.
const escaped = text => String(text)
  .replace(/<[^>]*>/g, '')
  .replace(/[\\{}]/g, each => ({ '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}' }[each]))
  .replace(/[&%$#_]/g, each => `\\${each}`)
  .replace(/\u00a0/g, '~')
const verbatim = new Set(['url', 'doi', 'file', 'archcite'])

function name (person) {
  if (person.name) return `{${escaped(person.name)}}`
  const last = [person.prefix, person.lastName].filter(Boolean).map(escaped).join(' ')
  return [last, person.suffix, person.firstName].filter(Boolean).map(escaped).join(', ')
}

function value (field, found) {
  if (Array.isArray(found)) {
    if (found.some(each => each && typeof each === 'object')) return found.map(name).join(' and ')
    return found.map(escaped).join(field === 'keywords' ? ', ' : ' and ')
  }
  return verbatim.has(field) ? found : escaped(found)
}

fs.writeFileSync(target, library.entries.map(entry => {
  const fields = Object.entries(entry.fields).map(([field, found]) => `  ${field} = {${value(field, found)}},\n`)
  return `@${entry.type}{${entry.key},\n${fields.join('')}}\n`
}).join('\n'))
