import { useEffect, useState } from 'preact/hooks';
import { plural } from '../../src/report/show-metric.ts';
import type { RunEntry, Source } from './data/source.ts';
import { formatRoute } from './route.ts';
import { ScrollBox } from './scroll-box.tsx';
import { Visible } from './text/visible.tsx';

/** How often the folder is looked at again, in milliseconds. */
const pause = 4000;

/** The runs of the folder, the latest first. */
export function RunList({ source }: { readonly source: Source }) {
  const [runs, setRuns] = useState<readonly RunEntry[] | { readonly fault: string }>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const read = async (): Promise<void> => {
      const found = await source.listRuns?.().catch((fault: Error) => ({ fault: fault.message }));
      if (ended) return;
      setRuns(found);
      timer = setTimeout(read, pause);
    };
    void read();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [source]);
  if (runs === undefined) return <p class="quiet">Reading the folder …</p>;
  if ('fault' in runs) return <p class="quiet">{runs.fault}</p>;
  if (runs.length === 0) return <p class="quiet">There is no run in this folder yet: seceval run begins one.</p>;
  return (
    <>
      <h1>{plural(runs.length, 'run')}</h1>
      <ScrollBox label="Runs">
        <table class="runs" aria-label="Runs">
          <thead>
            <tr>
              <th scope="col">run</th>
              <th scope="col">begun</th>
              <th scope="col">models</th>
              <th scope="col">strategies</th>
              <th scope="col" class="number">
                tasks
              </th>
              <th scope="col">suite</th>
            </tr>
          </thead>
          <tbody>
            {[...runs].reverse().map((run) => (
              <RunRow key={run.id} run={run} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

function RunRow({ run }: { readonly run: RunEntry }) {
  const { id, createdAt, models, strategies, tasks, suite, live, fault } = run;
  if (fault !== undefined) {
    return (
      <tr>
        <th scope="row">
          <Visible text={id} />
        </th>
        <td colSpan={5} class="dim">
          <Visible text={fault} />
        </td>
      </tr>
    );
  }
  return (
    <tr>
      <th scope="row">
        <a href={formatRoute({ page: 'summary', run: id, options: {} })}>
          <Visible text={id} />
        </a>
        {live && <span class="live">live</span>}
      </th>
      <td>{createdAt.slice(0, 16).replace('T', ' ')}</td>
      <td>
        <Visible text={models.join(', ')} />
      </td>
      <td class="dim">
        <Visible text={strategies.join(', ')} />
      </td>
      <td class="number">{tasks}</td>
      <td>
        <Visible text={suite} />
      </td>
    </tr>
  );
}
