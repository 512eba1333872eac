'use strict'

// Apart from overpass.cjs because an old Node cannot even read the word `import` used like this.
module.exports = url => import(url)
