const newline = 0x0a;
const quote = 0x22;
const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const nine = 0x39;
const backslash = 0x5c;
const escapes = Buffer.from('"\\/bfnrt');
const nothing = new Uint8Array();
/** Fifteen digits are exact, and so are the powers of ten that they may be divided by. */
const mostDigits = 15;
const powersOfTen = Array.from({ length: mostDigits + 1 }, (_, power) => 10 ** power);

/**
 * Walks over lines of JSON byte by byte and makes strings of nothing that nobody needs: faster than `JSON.parse`, as strict
 * as it for all that it passes, and linear in the line whatever stands in it. Every line has to end with a newline, which is
 * part of nothing that can be skipped but an end that names it: so no search leaves its line.
 */
export class LineScanner {
  #bytes: Buffer = Buffer.from('\n');
  #at = 0;

  begin(bytes: Buffer, at: number): void {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** Where the next byte stands that has not been passed. */
  get at(): number {
    return this.#at;
  }

  /** Passes these bytes if they come next; else stays. */
  skip(literal: Uint8Array): boolean {
    const bytes = this.#bytes;
    const at = this.#at;
    const { length } = literal;
    for (let index = 0; index < length; index++) if (bytes[at + index] !== literal[index]) return false;
    this.#at = at + length;
    return true;
  }

  /** Passes the first of these words that comes next, and tells which; -1 where none does. */
  oneOf(words: readonly Uint8Array[]): number {
    for (let index = 0; index < words.length; index++) if (this.skip(words[index] ?? nothing)) return index;
    return -1;
  }

  /** Passes a string with its quotes. */
  skipText(): boolean {
    return this.#skipString(true);
  }

  /** Passes a string that stands for itself: nothing in it is escaped. */
  skipPlain(): boolean {
    return this.#skipString(false);
  }

  /** Passes a whole number from 0 on; -1 where none of at most fifteen digits comes next. */
  count(): number {
    const bytes = this.#bytes;
    const start = this.#at;
    let at = start;
    let value = 0;
    for (let byte = bytes[at] ?? newline; byte >= zero && byte <= nine; byte = bytes[++at] ?? newline) {
      value = value * 10 + (byte - zero);
    }
    if (at === start || at - start > mostDigits || (at - start > 1 && bytes[start] === zero)) return -1;
    this.#at = at;
    return value;
  }

  /** Passes a number from 0 on, as `JSON.stringify` writes it; -1 where none comes next. */
  number(): number {
    const bytes = this.#bytes;
    const start = this.#at;
    const whole = this.count();
    if (whole === -1) return -1;
    let at = this.#at;
    let value = whole;
    if (bytes[at] === point) {
      const first = ++at;
      let byte = bytes[at] ?? newline;
      for (; byte >= zero && byte <= nine; byte = bytes[++at] ?? newline) value = value * 10 + (byte - zero);
      if (at === first) return -1;
      // Both exact, so the quotient is the number that is nearest to the text.
      value = at - start - 1 > mostDigits ? Number(this.text(start, at)) : value / (powersOfTen[at - first] ?? 1);
    }
    if (bytes[at] === 0x65) {
      const sign = bytes[at + 1];
      const first = sign === minus || sign === 0x2b ? at + 2 : at + 1;
      at = first;
      for (let byte = bytes[at] ?? newline; byte >= zero && byte <= nine; byte = bytes[++at] ?? newline);
      if (at === first) return -1;
      value = Number(this.text(start, at));
    }
    this.#at = at;
    return Number.isFinite(value) ? value : -1;
  }

  text(start: number, end: number): string {
    return this.#bytes.toString('utf8', start, end);
  }

  /** A name for these bytes, equal only for equal ones; quicker than their text, which it need not be. */
  nameOf(start: number, end: number): string {
    return this.#bytes.toString('latin1', start, end);
  }

  #skipString(mayEscape: boolean): boolean {
    const bytes = this.#bytes;
    let at = this.#at;
    if (bytes[at] !== quote) return false;
    for (;;) {
      const byte = bytes[++at] ?? newline;
      if (byte === quote) break;
      if (byte < 0x20) return false;
      if (byte !== backslash) continue;
      if (!mayEscape) return false;
      const length = this.#escapeAt(at);
      if (length === 0) return false;
      at += length - 1;
    }
    this.#at = at + 1;
    return true;
  }

  /** How many bytes the escape has that begins here; 0 where it is none. */
  #escapeAt(at: number): number {
    const kind = this.#bytes[at + 1] ?? newline;
    if (escapes.includes(kind)) return 2;
    if (kind !== 0x75) return 0;
    return /^[\da-fA-F]{4}$/.test(this.#bytes.toString('latin1', at + 2, at + 6)) ? 6 : 0;
  }
}
