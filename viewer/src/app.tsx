import { useEffect, useRef, useState } from 'preact/hooks';
import { Run } from './data/run.ts';
import type { Source } from './data/source.ts';
import { OpenRunContext, useRoute } from './navigation.ts';
import { Reading } from './reading.tsx';
import type { Route } from './route.ts';
import { RunList } from './run-list.tsx';
import { RunPages } from './run-pages.tsx';
import { Shell } from './shell.tsx';

/** How often a run that is still being written is asked for what is new, in milliseconds. */
const livePause = 2000;
/** And one that has ended: people overrule verdicts, analysers are run later. Nothing new is a short answer. */
const endedPause = 5000;

interface LoadedRun {
  readonly run: Run;
  readonly live: boolean;
  /** Why it could not be read again: what is shown may be old. */
  readonly lost?: string;
}
/** A run, why there is none, or the share of its log that has been read. */
type Loaded = LoadedRun | { readonly fault: string } | { readonly share: number };

export function App({ source }: { readonly source: Source }) {
  const route = useRoute();
  const name = source.listRuns === undefined ? 'report' : route.page === 'runs' ? undefined : route.run;
  const loaded = useLoadedRun(source, name);
  if (name === undefined) {
    return (
      <Shell route={{ page: 'runs' }} source={source}>
        <RunList source={source} />
      </Shell>
    );
  }
  const here: Route = route.page === 'runs' ? { page: 'summary', run: name, options: {} } : route;
  if (!('run' in loaded)) {
    return (
      <Shell route={here} source={source}>
        {'fault' in loaded ? (
          <p class="quiet" role="status">
            {loaded.fault}
          </p>
        ) : (
          <Reading share={loaded.share} />
        )}
      </Shell>
    );
  }
  return (
    <OpenRunContext.Provider value={{ ...loaded, source }}>
      <Shell route={here} source={source} open={loaded}>
        <RunPages route={here} />
      </Shell>
    </OpenRunContext.Provider>
  );
}

/** The run of this name, read again when it has changed. */
function useLoadedRun(source: Source, name: string | undefined): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({ share: 0 });
  const shown = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (name === undefined) return;
    let ended = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let version: string | undefined;
    let pause = livePause;
    if (shown.current !== name) setLoaded({ share: 0 });
    shown.current = name;
    const read = async (): Promise<void> => {
      const onReading = (share: number) => setLoaded((before) => ('share' in before ? { share } : before));
      const answer = await source
        .loadRun(name, { known: version, onReading })
        .catch((fault: Error) => ({ fault: fault.message }));
      if (ended) return;
      if (answer === undefined) setLoaded(found);
      else if ('fault' in answer) {
        setLoaded((before) => withFault(before, answer.fault));
      } else {
        version = answer.version;
        pause = answer.live ? livePause : endedPause;
        setLoaded({ run: new Run(answer.data, name), live: answer.live });
        document.title = `seceval ${answer.data.document.manifest.id}`;
        // What the page holds cannot change.
        if (source.listRuns === undefined) return;
      }
      timer = setTimeout(read, pause);
    };
    void read();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [source, name]);
  return loaded;
}

/** What was read stays on the screen when the server ends: only what has never been read is a fault. */
function withFault(before: Loaded, fault: string): Loaded {
  return 'run' in before ? { ...before, lost: fault } : { fault };
}

function found(before: Loaded): Loaded {
  if (!('run' in before) || before.lost === undefined) return before;
  return { run: before.run, live: before.live };
}
