import type { PretendPaste } from '../world/index.ts'

/** The archive page, stray `div[data-key]` and a sidebar that repeats ids included. `now` in milliseconds. */
export function archivePage(pastes: readonly PretendPaste[], now: number): string {
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Pastebin.com - Pastes Archive</title></head>
<body class="night-auto">
<div class="wrap"><div class="container"><div class="content">
  <div class="page page-archive -top">
    <div class="content__title">Pastes Archive</div>
    <div class="content__text"><div class="notice -no-margin">Invented notice about recent public pastes.</div></div>
    <div class="archive-table">
      <table class="maintable">
        <tbody>
          <tr>
            <th scope="col">Name / Title</th>
            <th scope="col" class="h_800 td_right">Posted</th>
            <th scope="col" class="h_800 td_right">Syntax</th>
          </tr>
${pastes.map((paste, index) => row(paste, index, now)).join('\n')}
        </tbody>
      </table>
    </div>
  </div>
  <div class="sidebar h_1024">
    <div class="sidebar__title"><a href="/archive">Public Pastes</a></div>
    <ul class="sidebar__menu">
${pastes
  .slice(0, 8)
  .map((paste) => sidebarLine(paste, now))
  .join('\n')}
    </ul>
  </div>
</div></div></div>
</body>
</html>
`
}

function row(paste: PretendPaste, index: number, now: number): string {
  // the real page adds the parameter to some links only
  const href = index % 5 === 2 ? `/${paste.id}?source=archive` : `/${paste.id}`
  return `          <div data-key="${100_000_001 + index}">
          <tr>
            <td><span class="status -public"></span><a href="${href}">${titleOf(paste)}</a></td>
            <td class="td_smaller h_800 td_right">${ago(paste, now)}</td>
            <td class="td_smaller h_800 td_right">${syntaxOf(paste)}</td></tr>
          </div>`
}

function sidebarLine(paste: PretendPaste, now: number): string {
  const size = (Buffer.byteLength(paste.body) / 1024).toFixed(2)
  return `      <li><a href="/${paste.id}">${titleOf(paste)}</a><div class="details">${ago(paste, now)} | ${size} KB</div></li>`
}

function titleOf(paste: PretendPaste): string {
  return paste.title === '' ? 'Untitled' : escapeHtml(paste.title)
}

function syntaxOf(paste: PretendPaste): string {
  if (paste.syntax === 'text') return '-'
  const name = paste.syntax.charAt(0).toUpperCase() + paste.syntax.slice(1)
  return `<a href="/archive/${escapeHtml(paste.syntax)}">${escapeHtml(name)}</a>`
}

function ago(paste: PretendPaste, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(paste.postedAt)) / 1000))
  if (seconds < 60) return `${seconds} sec ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  const hours = Math.floor(seconds / 3600)
  return hours < 24 ? `${hours} hour${hours === 1 ? '' : 's'} ago` : `${Math.floor(hours / 24)} days ago`
}

function escapeHtml(textToShow: string): string {
  return textToShow.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
