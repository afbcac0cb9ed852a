const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const PLAIN_INTERVAL_MS = 5_000;

/**
 * @typedef {object} Step
 * @property {(detail: string) => void} progress
 * @property {(note?: string) => void} done
 * @property {() => void} fail
 */

/**
 * @typedef {object} Reporter
 * @property {(line?: string) => void} say
 * @property {(title: string) => Step} begin
 * @property {<T>(title: string, work: (step: Step) => Promise<T>) => Promise<T>} step
 */

/**
 * Tells what happens: one line per step. On a terminal the running step shows what it is at; elsewhere
 * a step that takes long adds a plain line now and then.
 * @param {{ stream?: NodeJS.WriteStream, mirror?: (line: string) => void }} [options] `mirror` gets every finished line too
 * @returns {Reporter}
 */
export function createReporter({ stream = process.stdout, mirror } = {}) {
  const isLive = Boolean(stream.isTTY) && process.env.TERM !== 'dumb';
  const say = (line = '') => {
    stream.write(`${line}\n`);
    mirror?.(line);
  };

  /** @param {string} title @returns {Step} */
  const begin = (title) => {
    const startedAt = Date.now();
    let detail = '';
    let frame = 0;
    let spokenAt = Date.now();
    let spoken = '';
    let isOpen = true;
    const elapsed = () => formatDuration(Date.now() - startedAt);
    const draw = () => {
      if (isLive) {
        frame = (frame + 1) % FRAMES.length;
        const text = `${FRAMES[frame]} ${title}  ${elapsed()}${detail && `  ${detail}`}`;
        stream.write(`\r\x1b[K${text.slice(0, (stream.columns || 80) - 1)}`);
        return;
      }
      if (Date.now() - spokenAt < PLAIN_INTERVAL_MS || detail === spoken) return;
      spokenAt = Date.now();
      spoken = detail;
      say(`  ${title}: ${detail}`);
    };
    const timer = setInterval(draw, isLive ? 100 : 500);
    timer.unref();
    if (isLive) draw();
    const close = (line) => {
      if (!isOpen) return;
      isOpen = false;
      clearInterval(timer);
      if (isLive) stream.write('\r\x1b[K');
      say(line);
    };
    return {
      progress: (text) => {
        detail = text;
      },
      done: (note) => close(`✓ ${title}${note ? ` (${note})` : ''}  ${elapsed()}`),
      fail: () => close(`✗ ${title}  ${elapsed()}`),
    };
  };

  return {
    say,
    begin,
    async step(title, work) {
      const step = begin(title);
      try {
        const result = await work(step);
        step.done();
        return result;
      } catch (error) {
        step.fail();
        throw error;
      }
    },
  };
}

/** @param {number} milliseconds */
export function formatDuration(milliseconds) {
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`;
}
