import http from 'node:http';

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

/** Times one request after another on one connection; returns ms each. Fails on anything but 200. */
export async function sequence(url, headers, requests) {
  const times = [];
  for (let i = 0; i < requests; i += 1) {
    const started = performance.now();
    await get(url, headers);
    times.push(performance.now() - started);
  }
  return times;
}

function get(url, headers) {
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent, headers }, (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 200
            ? resolve()
            : reject(new Error(`${url}: ${response.statusCode}`)),
        );
      })
      .on('error', reject);
  });
}

const ROUNDS = 7;

/** Measures the sides of a comparison in turns; keeps the median of each round. */
export async function interleave(sides) {
  const medians = Object.fromEntries(Object.keys(sides).map((name) => [name, []]));
  for (const measure of Object.values(sides)) await measure();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, measure] of Object.entries(sides))
      medians[name].push(median(await measure()));
  }
  return medians;
}

export const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** The best round of each side in ms, with how far the rounds spread. */
export function summary(sides) {
  return Object.fromEntries(
    Object.entries(sides).map(([name, list]) => [
      `${name}Ms`,
      { best: Number(Math.min(...list).toFixed(3)), worst: Number(Math.max(...list).toFixed(3)) },
    ]),
  );
}
