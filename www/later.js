/**
 * Turns long building into short tasks: the pieces of a job are built one after the other, a few in each frame, so that keys and clicks are answered in
 * between and what is built is laid out in small portions. Jobs are done in the order in which they were handed in. Whoever needs all of a job at once
 * finishes it; a job whose result nobody wants any more is dropped.
 */

/** ms of building in one task; laying out and painting what was built comes on top. */
const SLICE = 8;
/** ms after which a window that is not painted (in the background, minimised) goes on all the same. */
const UNSEEN = 120;

const jobs = new Set(), listeners = [];
/** Opened with the first job: an open channel would keep alive a program that only looks at what the page says. */
let channel = null;
let asked = 0, timer = 0;

/** `told(busy)` is called when the first job comes and when the last has gone. */
export const watchLater = (told) => listeners.push(told);

const tell = () => listeners.forEach((told) => told(jobs.size > 0));

/** A job: `step()` builds one piece and says whether there are more. `finish()` builds the rest at once, `drop()` leaves it. */
export function later(step) {
  const job = {
    step,
    finish() {
      if (!jobs.has(job)) return;
      try { while (step()); } finally { job.drop(); }
    },
    drop() { if (jobs.delete(job) && !jobs.size) tell(); },
  };
  jobs.add(job);
  if (jobs.size === 1) tell();
  ask();
  return job;
}

/** All that waits, at once: what is printed or written to a file is whole. */
export function finishAll() {
  for (const job of [...jobs]) job.finish();
}

/** The next task comes behind the next frame: two portions in one frame would be laid out as one. */
function ask() {
  if (asked) return;
  if (!channel) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => { if (asked) run(); };
  }
  asked = requestAnimationFrame(() => channel.port2.postMessage(0));
  timer = setTimeout(run, UNSEEN);
}

/** Pieces of the first job; what two jobs build would be laid out together. */
function run() {
  cancelAnimationFrame(asked);
  clearTimeout(timer);
  asked = 0;
  const [job] = jobs, start = performance.now();
  let more = Boolean(job);
  try {
    while (more && performance.now() - start < SLICE) {
      more = false;   // where the step fails, there is no more to do
      more = job.step();
    }
  } finally {
    if (job && !more) job.drop();
    if (jobs.size) ask();
  }
}
