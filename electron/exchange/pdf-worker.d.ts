/** pdf.js ships its worker without types; it is only handed on. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
