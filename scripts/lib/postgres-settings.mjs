import fs from 'node:fs';
import os from 'node:os';

const MEGABYTE = 1024 * 1024;

/**
 * Settings of the embedded server: modest enough for a laptop, enough for a company of fifty.
 * @param {{ port: number, durable: boolean, flags: Record<string, string | number> }} options
 * @returns {Record<string, string | number>}
 */
export function serverSettings({ port, durable, flags }) {
  const memory = Math.floor(os.totalmem() / MEGABYTE);
  return {
    listen_addresses: '127.0.0.1',
    // TCP only: a socket path has a length limit and does not exist everywhere.
    unix_socket_directories: '',
    port,
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    max_connections: 100,
    shared_buffers: `${clamp(memory / 8, 32, 256)}MB`,
    effective_cache_size: `${clamp(memory / 2, 128, 4096)}MB`,
    work_mem: '8MB',
    maintenance_work_mem: `${clamp(memory / 16, 32, 128)}MB`,
    max_wal_size: '1GB',
    random_page_cost: 1.1,
    // Short queries, many of them: compiling each costs more than it saves.
    jit: 'off',
    ...(hasLittleSharedMemory() && { dynamic_shared_memory_type: 'mmap' }),
    ...(!durable && {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      autovacuum_naptime: '10s',
    }),
    ...flags,
  };
}

/**
 * The text of postgresql.conf.
 * @param {Record<string, string | number>} settings
 */
export function configurationFile(settings) {
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'`,
  );
  return [
    '# Written at every start. Put your own settings in custom.conf beside this file: they win.',
    ...lines,
    "include_if_exists = 'custom.conf'",
    '',
  ].join('\n');
}

/** Containers often get 64 MB of /dev/shm, or none: a parallel query would fail there. */
function hasLittleSharedMemory() {
  if (process.platform !== 'linux') return false;
  try {
    const { blocks, bsize } = fs.statfsSync('/dev/shm');
    return blocks * bsize < 256 * MEGABYTE;
  } catch {
    return true;
  }
}

const clamp = (value, low, high) => Math.min(high, Math.max(low, Math.floor(value)));
