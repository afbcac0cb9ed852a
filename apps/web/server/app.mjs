import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import path from 'node:path';
import { createRequestHandler } from '@remix-run/express';
import compression from 'compression';
import express from 'express';
import helmet from 'helmet';
import { createEventStream } from './event-stream.mjs';
import { createFileHandler } from './file-download.mjs';

const client = path.resolve(import.meta.dirname, '../build/client');

/** The HTTP server: health, metrics, API, event stream and files before Remix, pages through it. */
export async function createApp({ boot, host, vite, load }) {
  const { config } = host;
  const app = express();
  app.disable('x-powered-by');
  // The nearest proxy's word only: what stands further left in `X-Forwarded-For` anybody may have written.
  app.set('trust proxy', config.trustProxy ? 1 : false);
  app.use(identify);
  app.use(measure(host));
  app.use(refuseUnreadable(config));
  app.use(nothingToRun(config));

  app.get('/healthz', async (_request, response) => {
    const problem = await boot.healthProblem(host);
    response
      .status(problem ? 503 : 200)
      .json(problem ? { status: 'unavailable', reason: problem } : { status: 'ok' });
  });
  app.get('/metrics', metrics(host));
  app.use('/api/v1', routeName('/api/v1'), unprefixed('/api/v1', boot.createRestHandler(host)));
  app.get('/events', routeName('/events'), createEventStream(boot, host));
  app.get('/files/:id', routeName('/files/:id'), createFileHandler(boot, host));

  app.use(security(config, vite !== null));
  if (vite) app.use(vite.middlewares);
  else {
    app.use(
      '/assets',
      express.static(path.join(client, 'assets'), {
        immutable: true,
        maxAge: '1y',
        fallthrough: false,
      }),
    );
    app.use(express.static(client, { maxAge: '1h' }));
  }
  app.use(compression());
  app.use(keepToTheReader);
  app.use(refuseOtherOrigins(boot, host));
  app.use(refuseOtherForms);
  app.use(refuseLargeForms(boot, host));
  const handler = createRequestHandler({
    build: vite ? load : await load(),
    mode: vite ? 'development' : 'production',
    getLoadContext: (request, response) => ({
      socle: boot.createRequestScope(host, {
        requestId: response.locals.requestId,
        nonce: response.locals.nonce,
        address: request.ip ?? '',
      }),
    }),
  });
  app.all('*', handler);
  app.use((error, _request, response, _next) => {
    const { requestId } = response.locals;
    const status = Number(error.status ?? error.statusCode) || 500;
    if (status >= 500) host.log.error({ err: error, requestId }, 'request failed');
    if (response.headersSent) response.destroy();
    else
      response
        .status(status)
        .type('text/plain')
        .send(status >= 500 ? `Something went wrong. Reference: ${requestId}\n` : 'Not found.\n');
  });

  const server = http.createServer(app);
  server.keepAliveTimeout = 65_000;
  return { server, close: () => close(server, vite) };
}

function identify(request, response, next) {
  const given = request.get('x-request-id');
  response.locals.requestId = given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  response.setHeader('x-request-id', response.locals.requestId);
  next();
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

// What no page could be made of is the caller's mistake, and must not look like ours.
function refuseUnreadable({ trustProxy, publicUrl }) {
  return (request, response, next) => {
    // Remix compares a form's origin with this header, and a proxy may pass on a name of its own.
    if (publicUrl) request.headers['x-forwarded-host'] = new URL(publicUrl).host;
    else if (!trustProxy) delete request.headers['x-forwarded-host'];
    const host = request.get('x-forwarded-host') ?? request.get('host') ?? 'localhost';
    const isReadable =
      request.originalUrl.startsWith('/') && URL.canParse(`http://${host}${request.originalUrl}`);
    if (isReadable && METHODS.has(request.method)) return next();
    return response
      .status(isReadable ? 405 : 400)
      .type('text/plain')
      .send('This request cannot be understood.\n');
  };
}

const routeName = (name) => (_request, response, next) => {
  response.locals.route = name;
  next();
};

// The API's handler reads the whole path.
const unprefixed = (_prefix, handler) => (request, response, next) => {
  request.url = request.originalUrl;
  handler(request, response).catch(next);
};

// The links of letters open accounts: what is written down of them must not.
const TOKEN = /\/[\w-]{43}(?![\w-])/g;

function measure(host) {
  return (request, response, next) => {
    const started = performance.now();
    response.on('finish', () => {
      const seconds = (performance.now() - started) / 1000;
      const route = response.locals.route ?? 'page';
      host.metrics.requestSeconds.observe(
        { route, method: request.method, status: String(response.statusCode) },
        seconds,
      );
      if (route === 'page' && response.statusCode < 400 && /^\/assets\//.test(request.originalUrl))
        return;
      const path = request.originalUrl.split('?')[0].replace(TOKEN, '/[removed]');
      const line = {
        requestId: response.locals.requestId,
        method: request.method,
        path,
        status: response.statusCode,
        ms: Math.round(seconds * 1000),
      };
      if (isRefusal(path, response.statusCode))
        host.log.info({ ...line, address: request.ip }, 'refused');
      else host.log.debug(line, 'request');
    });
    next();
  };
}

// Somebody may be trying: whoever watches the log must not need its debug level to see it.
const isRefusal = (path, status) =>
  [401, 403, 429].includes(status) ||
  (status === 422 && /^\/(sign-in|confirm-identity)\b/.test(path));

function metrics(host) {
  return async (request, response, next) => {
    const { metricsToken } = host.config;
    const isLocal =
      ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '') &&
      !request.get('x-forwarded-for');
    const isAllowed = metricsToken
      ? isSame(request.get('authorization') ?? '', `Bearer ${metricsToken}`)
      : isLocal;
    if (!isAllowed)
      return response
        .status(403)
        .type('text/plain')
        .send('Set SOCLE_METRICS_TOKEN and send it as a bearer token.\n');
    try {
      const { contentType, body } = await host.metrics.render();
      return response.type(contentType).send(body);
    } catch (error) {
      return next(error);
    }
  };
}

// As long for a wrong guess that begins right as for any other.
function isSame(given, expected) {
  const [a, b] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a, b);
}

const isOverHttps = ({ publicUrl }) => publicUrl?.startsWith('https:') ?? false;

// What is answered beside the pages is read by programs; a browser led there has nothing to show or run.
function nothingToRun(config) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    strictTransportSecurity: isOverHttps(config),
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: { policy: 'same-origin' },
  });
}

function security(config, isDevelopment) {
  return (request, response, next) => {
    const nonce = randomBytes(16).toString('base64');
    response.locals.nonce = nonce;
    const isSecure = isOverHttps(config);
    if (isDevelopment) response.removeHeader('content-security-policy');
    helmet({
      contentSecurityPolicy: isDevelopment
        ? false
        : {
            useDefaults: false,
            directives: {
              defaultSrc: ["'self'"],
              scriptSrc: ["'self'", `'nonce-${nonce}'`],
              styleSrc: ["'self'", `'nonce-${nonce}'`],
              styleSrcAttr: ["'unsafe-inline'"],
              imgSrc: ["'self'", 'data:'],
              fontSrc: ["'self'"],
              connectSrc: ["'self'"],
              objectSrc: ["'none'"],
              baseUri: ["'none'"],
              formAction: ["'self'"],
              frameAncestors: ["'none'"],
              ...(isSecure ? { upgradeInsecureRequests: [] } : {}),
            },
          },
      strictTransportSecurity: isSecure,
      crossOriginOpenerPolicy: isSecure,
      originAgentCluster: isSecure,
      referrerPolicy: { policy: 'same-origin' },
    })(request, response, next);
  };
}

// The data of a page, a redirect and a refusal hold what the page does, and Remix says nothing of them.
function keepToTheReader(request, response, next) {
  const { writeHead } = response;
  // Data asked for as the pointer nears a link is kept until the click, or it would be asked for twice.
  const isAhead = /prefetch/.test(request.get('sec-purpose') ?? request.get('purpose') ?? '');
  response.writeHead = (...parts) => {
    if (!response.hasHeader('cache-control'))
      response.setHeader('cache-control', isAhead ? 'private, max-age=5' : 'private, no-store');
    return writeHead.apply(response, parts);
  };
  next();
}

// Remix has a check of its own that answers 500; ours says what happened.
function refuseOtherOrigins(boot, host) {
  return (request, response, next) => {
    if (
      request.method === 'GET' ||
      request.method === 'HEAD' ||
      boot.isOwnOrigin(host, request.get('origin') ?? null, request.get('host') ?? '')
    )
      next();
    else
      response
        .status(403)
        .type('text/plain')
        .send('This request came from another site and was refused.\n');
  };
}

const FORM = /^(multipart\/form-data|application\/x-www-form-urlencoded)\s*(;|$)/i;

// Pages take forms and nothing else; a body of another kind would fail deep inside as a defect.
function refuseOtherForms(request, response, next) {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead || FORM.test(request.get('content-type') ?? '')) next();
  else response.status(415).type('text/plain').send('This address takes forms only.\n');
}

const FORM_BYTES = 2 * 1024 * 1024;

// A form is read into memory whole, also that of a stranger. An upload is written to the storage as it
// comes, up to the installation's limit, and is taken from members only.
function refuseLargeForms(boot, host) {
  return async (request, response, next) => {
    const refuse = (status, text) => response.status(status).type('text/plain').send(text);
    try {
      if (request.get('transfer-encoding')) return refuse(411, 'Say how long this form is.\n');
      const size = Number(request.get('content-length') ?? 0);
      if (size <= FORM_BYTES) return next();
      const most = (await isUpload(boot, host, request))
        ? FORM_BYTES + host.config.maxUploadBytes
        : FORM_BYTES;
      return size <= most ? next() : refuse(413, 'This is too large.\n');
    } catch (error) {
      return next(error);
    }
  };
}

async function isUpload(boot, host, request) {
  if (!/^multipart\/form-data/i.test(request.get('content-type') ?? '')) return false;
  const token = boot.readCookie(request.headers.cookie ?? null, boot.SESSION_COOKIE);
  return token !== null && (await host.identity.session(token)) !== null;
}

async function close(server, vite) {
  server.closeIdleConnections();
  const closed = new Promise((resolve) => server.close(resolve));
  // Event streams never end by themselves.
  setTimeout(() => server.closeAllConnections(), 1500).unref();
  await closed;
  await vite?.close();
}
