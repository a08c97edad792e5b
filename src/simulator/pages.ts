/** Pages of the edge in front of many services: not a word about the selector. */
export function challengePage(canary: string): string {
  return `<!DOCTYPE html>
<html lang="en-US">
<head><title>Just a moment...</title><meta name="robots" content="noindex,nofollow"></head>
<body><div class="main-wrapper" role="main"><div class="main-content"><noscript><div class="h2">Enable JavaScript and cookies to continue (invented challenge page)</div></noscript></div></div><!-- ${canary} --></body>
</html>
`
}

export function errorPage(title: string, canary: string): string {
  return `<!DOCTYPE html>
<html lang="en-US">
<head><title>${title}</title></head>
<body><h1>${title}</h1><p>Invented page of the simulator.</p><!-- ${canary} --></body>
</html>
`
}
