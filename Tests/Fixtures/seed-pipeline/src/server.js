import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

/** What the service says of itself. */
export function health(environment) {
  return { status: 'ok', environment };
}

/** A server that answers `/health` and nothing else yet. */
export function makeServer(environment) {
  return createServer((request, response) => {
    const known = request.url === '/health';
    response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(known ? health(environment) : { status: 'unknown path' }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.env.PORT ?? 3000);
  makeServer(process.env.APP_ENVIRONMENT ?? 'development').listen(port);
}
