// Slices by unicode range: the browser fetches only those whose characters stand on the page.
import '@fontsource-variable/noto-sans-sc/index.css'
import '@fontsource-variable/noto-serif-sc/index.css'
