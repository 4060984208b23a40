// Asks a running service how it is: `node src/healthcheck.js [URL]`. Exits 0 if it is well, 1 if it is not.
const url = process.argv[2] ?? `http://127.0.0.1:${process.env.PORT ?? 3000}/health`;

try {
  const response = await fetch(url, { signal: AbortSignal.timeout(3000) });
  const body = await response.json();
  if (!response.ok || body.status !== 'ok') throw new Error(`answered ${response.status}`);
} catch (error) {
  console.error(`${url}: ${error.cause?.message ?? error.message}`);
  process.exitCode = 1;
}
