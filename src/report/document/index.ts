export * from './blocks.ts'
export { renderDocx } from './docx.ts'
export { renderHtml } from './html.ts'
export { type Attachment, type PdfOptions, renderPdf } from './pdf.ts'
