// A few counters, gauges and histograms, and the text format of Prometheus (version 0.0.4): a client library has more
// dependencies than this has lines.

type Labels = Readonly<Record<string, string>>;

interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  lines(): string[];
}

const waitBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60];

export class Metrics {
  readonly #families: Family[] = [];

  counter(name: string, help: string): (labels?: Labels, by?: number) => void {
    const values = new Map<string, number>();
    this.#families.push({ name, help, type: 'counter', lines: () => told(name, values) });
    return (labels = {}, by = 1) => {
      const key = labelText(labels);
      values.set(key, (values.get(key) ?? 0) + by);
    };
  }

  /** `read` is called when the metrics are asked for. */
  gauge(name: string, help: string, read: () => number | ReadonlyMap<Labels, number>): void {
    const lines = () => {
      const value = read();
      if (typeof value === 'number') return [`${name} ${value}`];
      return told(name, new Map([...value].map(([labels, one]) => [labelText(labels), one])));
    };
    this.#families.push({ name, help, type: 'gauge', lines });
  }

  histogram(name: string, help: string, bounds: readonly number[] = waitBounds): (value: number) => void {
    const counts = bounds.map(() => 0);
    let [sum, count] = [0, 0];
    const lines = () => [
      ...bounds.map((bound, index) => `${name}_bucket{le="${bound}"} ${counts[index]}`),
      `${name}_bucket{le="+Inf"} ${count}`,
      `${name}_sum ${sum}`,
      `${name}_count ${count}`,
    ];
    this.#families.push({ name, help, type: 'histogram', lines });
    return (value) => {
      sum += value;
      count += 1;
      for (const [index, bound] of bounds.entries()) if (value <= bound) counts[index] = (counts[index] ?? 0) + 1;
    };
  }

  text(): string {
    const families = this.#families.map(
      ({ name, help, type, lines }) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines().join('\n')}`,
    );
    return `${families.join('\n')}\n`;
  }
}

function told(name: string, values: ReadonlyMap<string, number>): string[] {
  return [...values].map(([labels, value]) => `${name}${labels} ${value}`);
}

function labelText(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
