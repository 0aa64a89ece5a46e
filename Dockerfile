# Untested until somebody with a Docker engine has run it: please tell us.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm install --no-save --no-audit --no-fund
COPY . .
RUN node bin/build.mjs

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 FOLKMOOT_DATA=/data
COPY --from=build /app /app
RUN npm prune --omit=dev && mkdir /data && chown node:node /data
USER node
ENV MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=32768 MALLOC_TRIM_THRESHOLD_=131072
VOLUME /data
EXPOSE 3000
HEALTHCHECK CMD node -e "fetch('http://127.0.0.1:3000/readyz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "--max-semi-space-size=3", "--min-semi-space-size=2", "--v8-pool-size=1", "--heap-growing-percent=40", "--initial-old-space-size=40", "dist/server/main.js"]
