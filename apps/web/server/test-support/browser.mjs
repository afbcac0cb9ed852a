/** A browser as the server sees it: cookies are kept, redirects are shown, writes carry their origin. */
export function openBrowser(url, { headers: always = {} } = {}) {
  const cookies = new Map();
  const request = async (address, options = {}) => {
    const response = await fetch(`${url}${address}`, {
      redirect: 'manual',
      ...options,
      headers: {
        ...always,
        'accept-language': 'en',
        ...(cookies.size > 0 ? { cookie: header() } : {}),
        ...options.headers,
      },
    });
    for (const text of response.headers.getSetCookie()) keep(text);
    return response;
  };
  const header = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const keep = (text) => {
    const [name, value] = text.split(';')[0].split('=');
    if (/max-age=0/i.test(text)) cookies.delete(name);
    else cookies.set(name, value);
  };
  const post = (address, fields, options = {}) =>
    request(address, {
      method: 'POST',
      body: fields instanceof FormData ? fields : new URLSearchParams(fields),
      ...options,
      headers: { origin: url, ...options.headers },
    });
  return {
    get: request,
    post,
    cookies,
    cookie: header,
    text: async (address) => (await request(address)).text(),
    async signIn({ email, password }) {
      const response = await post('/sign-in', { email, password });
      if (!cookies.has('socle_session'))
        throw new Error(`Sign-in was refused: ${response.status} ${await response.text()}`);
      return response;
    },
  };
}

/** A form with one file, as a browser posts it. */
export function fileForm(name, content, fields = {}) {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set('file', new Blob([content]), name);
  return form;
}
