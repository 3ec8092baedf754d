import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `vite build web` puts the page into web/dist; `vite web` serves it beside a running server. */
export default defineConfig({
  plugins: [react()],
  build: {
    // The first browsers that know light-dark(): older ones would need every colour twice.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    outDir: 'dist',
    emptyOutDir: true,
    // Says which scripts a page loads: simulator/src/bench/page/first-script.ts adds them up.
    manifest: true,
    chunkSizeWarningLimit: 600,
  },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:7600', ws: true } } },
});
