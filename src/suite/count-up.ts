/** Candidates judged so far, and how many there are to judge; `rate` a second. */
export interface VerifyProgress {
  readonly done: number;
  readonly total: number;
  readonly rate: number;
  readonly secondsLeft: number;
}

/** Calls back with where a job of `total` parts stands, each time it is told of one. */
export function countUp(total: number, onProgress: (progress: VerifyProgress) => void): () => void {
  const started = performance.now();
  let done = 0;
  return () => {
    done += 1;
    const rate = (done * 1000) / (performance.now() - started);
    onProgress({ done, total, rate, secondsLeft: (total - done) / rate });
  };
}
