import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { wordsPlugin } from './src/app/word-sets.ts'

/** The web bundle. The server fills in the nonce of each request where `NONCE` stands. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  publicDir: 'src/platform/web/public',
  plugins: [react(), wordsPlugin(new URL('.', import.meta.url))],
  resolve: {
    alias: [
      {
        find: /^zod$/,
        replacement: fileURLToPath(new URL('src/platform/web/schemas-in-pages.ts', import.meta.url)),
      },
      // The policy of the page lets nothing be compiled in it: the decoder of models in plain script, of the same package.
      {
        find: /^meshoptimizer\/decoder$/,
        replacement: fileURLToPath(
          new URL('node_modules/meshoptimizer/meshopt_decoder_reference.js', import.meta.url),
        ),
      },
    ],
  },
  html: { cspNonce: '__NONCE__' },
  build: {
    target: 'es2023',
    // Fonts and pictures come from our own origin as files; the policy of the page forbids data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: {
      input: {
        page: fileURLToPath(new URL('index.html', import.meta.url)),
        // The public site is written by the server and takes nothing of the bundle but this.
        site: fileURLToPath(new URL('src/modules/site/web/site.css', import.meta.url)),
      },
    },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
  },
})
