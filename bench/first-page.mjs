import { gzipSync } from 'node:zlib';

/** Kilobytes of JavaScript, gzipped, that the first page after sign-in loads before it is interactive. */
export async function firstPageScripts(base, cookie) {
  const html = await (
    await fetch(`${base}/contacts`, { headers: { cookie, 'accept-language': 'fr' } })
  ).text();
  const found = new Set([...html.matchAll(/\/assets\/[\w./-]+\.js/g)].map((match) => match[0]));
  // The manifest of later routes names files that this page does not load.
  const wanted = [...found].filter((file) =>
    new RegExp(
      `(modulepreload"[^>]*href|import[^"']*["']|from ?["'])[^>]{0,20}${file.replaceAll('.', '\\.')}`,
    ).test(html),
  );
  const sizes = await Promise.all(
    (await closure(base, wanted)).map(
      async (file) => gzipSync(await (await fetch(base + file)).text()).length,
    ),
  );
  return {
    files: sizes.length,
    gzippedKb: Number((sizes.reduce((a, b) => a + b, 0) / 1000).toFixed(1)),
  };
}

async function closure(base, files) {
  const seen = new Set();
  const queue = [...files];
  for (let file = queue.pop(); file; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const text = await (await fetch(base + file)).text();
    for (const match of text.matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g))
      queue.push(`/assets/${match[1]}`);
  }
  return [...seen];
}
