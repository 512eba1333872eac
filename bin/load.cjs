'use strict'

// Apart from overpass.cjs because an old Node cannot even read the word `import` used like this.
var path = require('node:path')
var module_ = require('node:module')

// Compiled code and stripped types are kept: a second start is several times quicker.
if (module_.enableCompileCache) module_.enableCompileCache(path.join(__dirname, '..', '.cache', 'node'))

module.exports = url => import(url)
