/**
 * A GGUF file with a llama of one layer and random weights, 300 kB: it says nonsense, the same for the same seed. Layout of
 * the format: github.com/ggml-org/ggml, docs/gguf.md, version 3, little-endian.
 */
export function tinyGguf(seed: number): Buffer {
  const width = 64;
  const inner = 128;
  const tokens = ['<unk>', '<s>', '</s>', ...Array.from({ length: 256 }, (_, byte) => byteToken(byte))];
  const metadata: Buffer[] = [
    entry('general.architecture', text('llama')),
    entry('general.name', text('tiny')),
    entry('llama.context_length', whole(512)),
    entry('llama.embedding_length', whole(width)),
    entry('llama.block_count', whole(1)),
    entry('llama.feed_forward_length', whole(inner)),
    entry('llama.attention.head_count', whole(4)),
    entry('llama.attention.head_count_kv', whole(4)),
    entry('llama.rope.dimension_count', whole(width / 4)),
    entry('llama.attention.layer_norm_rms_epsilon', real(1e-5)),
    entry('tokenizer.ggml.model', text('llama')),
    entry('tokenizer.ggml.tokens', list(8, tokens.map(rawText))),
    entry(
      'tokenizer.ggml.scores',
      list(
        6,
        tokens.map(() => rawReal(0)),
      ),
    ),
    // 2 unknown, 3 control, 6 byte
    entry(
      'tokenizer.ggml.token_type',
      list(
        5,
        tokens.map((_, index) => rawWhole([2, 3, 3][index] ?? 6)),
      ),
    ),
    entry('tokenizer.ggml.bos_token_id', whole(1)),
    entry('tokenizer.ggml.eos_token_id', whole(2)),
  ];
  const shapes: [string, number[]][] = [
    ['token_embd.weight', [width, tokens.length]],
    ['output_norm.weight', [width]],
    ['output.weight', [width, tokens.length]],
    ['blk.0.attn_norm.weight', [width]],
    ['blk.0.attn_q.weight', [width, width]],
    ['blk.0.attn_k.weight', [width, width]],
    ['blk.0.attn_v.weight', [width, width]],
    ['blk.0.attn_output.weight', [width, width]],
    ['blk.0.ffn_norm.weight', [width]],
    ['blk.0.ffn_gate.weight', [width, inner]],
    ['blk.0.ffn_up.weight', [width, inner]],
    ['blk.0.ffn_down.weight', [inner, width]],
  ];
  const random = numbers(seed);
  const tensors = shapes.map(([name, shape]) => {
    const size = shape.reduce((product, side) => product * side, 1);
    const values = Float32Array.from({ length: size }, () => (shape.length === 1 ? 1 : random() - 0.5));
    return { name, shape, bytes: Buffer.from(values.buffer) };
  });
  let offset = 0;
  const infos = tensors.map(({ name, shape, bytes }) => {
    const info = Buffer.concat([rawText(name), rawWhole(shape.length), ...shape.map(long), rawWhole(0), long(offset)]);
    offset += bytes.length;
    return info;
  });
  const counts = [long(tensors.length), long(metadata.length)];
  const head = Buffer.concat([Buffer.from('GGUF'), rawWhole(3), ...counts, ...metadata, ...infos]);
  const padding = Buffer.alloc((32 - (head.length % 32)) % 32); // all sizes above are multiples of 32
  return Buffer.concat([head, padding, ...tensors.map(({ bytes }) => bytes)]);
}

function byteToken(byte: number): string {
  return `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
}

/** mulberry32 */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function rawWhole(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function rawReal(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function rawText(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([long(bytes.length), bytes]);
}

const entry = (key: string, value: Buffer) => Buffer.concat([rawText(key), value]);
const text = (value: string) => Buffer.concat([rawWhole(8), rawText(value)]);
const whole = (value: number) => Buffer.concat([rawWhole(4), rawWhole(value)]);
const real = (value: number) => Buffer.concat([rawWhole(6), rawReal(value)]);
const list = (type: number, items: readonly Buffer[]) =>
  Buffer.concat([rawWhole(9), rawWhole(type), long(items.length), ...items]);
