import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { socle } from './application.mjs';

const FIRST = [
  'Camille',
  'Léa',
  'Hugo',
  'Inès',
  'Louis',
  'Manon',
  'Jules',
  'Zoé',
  'Étienne',
  'Béatrice',
  'Noé',
  'Agnès',
];
const LAST = [
  'Martin',
  'Bernard',
  'Dubois',
  'Moreau',
  'Lefèvre',
  'Garcia',
  'Roux',
  'Faure',
  'Petit',
  'Durand',
  'Nguyen',
  'Guérin',
  'Kervella',
];
const CITIES = ['Lyon', 'Paris', 'Nantes', 'Brest', 'Saint-Étienne', 'Lille', 'Dijon'];

function* rows(count) {
  yield 'Prénom;Nom;Fonction;E-mail;Téléphone;Ville;Code postal;Type\n';
  for (let n = 0; n < count; n += 1) {
    const first = FIRST[n % FIRST.length];
    const last = `${LAST[Math.floor(n / 12) % LAST.length]}${String.fromCharCode(97 + (Math.floor(n / 156) % 26))}${String.fromCharCode(97 + (Math.floor(n / 4056) % 26))}`;
    const city = CITIES[n % 7];
    if (n % 3 === 0)
      yield `;${last} ${city} ${n};;contact${n}@societe.example;01 99 00 ${two(n / 100)} ${two(n)};${city};69001;entreprise\n`;
    else
      yield `${first};${last};Acheteur;p${n}@exemple.fr;06 39 98 ${two(n / 100)} ${two(n)};${city};69001;personne\n`;
  }
}

const two = (n) => String(Math.floor(n) % 100).padStart(2, '0');

/** Imports a file of contacts with the command, then copies the very rows it made, indexes and all. */
export async function measureImport({ rows: count, pool, workspace, user }) {
  const folder = await mkdtemp(path.join(tmpdir(), 'socle-bench-'));
  try {
    const file = path.join(folder, 'contacts.csv');
    await pipeline(Readable.from(rows(count)), createWriteStream(file));
    const started = performance.now();
    await socle('import', 'contacts', file, '--user', user, '--yes');
    const ours = performance.now() - started;
    const { rows: made } = await pool.query(
      'select count(*)::int as count from core_contact where workspace_id = $1',
      [workspace],
    );
    if (made[0].count < count) throw new Error(`Only ${made[0].count} of ${count} rows arrived.`);
    const copy = await copyAgain(pool, folder, ['core_contact', 'core_contact_key']);
    return {
      rows: count,
      oursMs: Math.round(ours),
      copyMs: Math.round(copy),
      ratioToCopy: Number((ours / copy).toFixed(2)),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyAgain(pool, folder, tables) {
  const client = await pool.connect();
  let total = 0;
  for (const table of tables) {
    const file = path.join(folder, table);
    await pipeline(client.query(copyTo(`copy ${table} to stdout`)), createWriteStream(file));
    await client.query(`create table bench_${table} (like ${table} including all)`);
    const started = performance.now();
    await pipeline(
      createReadStream(file),
      client.query(copyFrom(`copy bench_${table} from stdin`)),
    );
    total += performance.now() - started;
    await client.query(`drop table bench_${table}`);
  }
  client.release();
  return total;
}
