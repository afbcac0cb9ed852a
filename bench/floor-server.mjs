// The least a server can do for the same answers: bare node:http over the same SQL.
import http from 'node:http';
import pg from 'pg';
import { queries } from './queries.mjs';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 });
const cases = await queries(pool, process.argv[2]);

const server = http.createServer(async (request, response) => {
  const query = cases[request.url.slice(1)];
  const client = await pool.connect();
  const answers = [];
  for (const [index, text] of query.sql.entries())
    answers.push((await client.query(text, query.values[index])).rows);
  client.release();
  const body = Buffer.from(JSON.stringify({ data: answers[0], companies: answers[1] }));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
