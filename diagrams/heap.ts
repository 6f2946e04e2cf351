/** A binary heap of numbers, least price first; equal prices leave in the order of their values, so results never vary. */
export class Heap {
  readonly #prices: number[] = [];
  readonly #values: number[] = [];

  get size(): number {
    return this.#values.length;
  }

  push(price: number, value: number): void {
    let at = this.#values.length;
    this.#prices.push(price);
    this.#values.push(value);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#before(at, parent)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** Removes the value with the least price. Not for an empty heap. */
  pop(): { value: number; price: number } {
    const first = { value: this.#values[0]!, price: this.#prices[0]! };
    const last = this.#values.length - 1;
    this.#swap(0, last);
    this.#values.pop();
    this.#prices.pop();
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= last) break;
      const child = left + 1 < last && this.#before(left + 1, left) ? left + 1 : left;
      if (!this.#before(child, at)) break;
      this.#swap(at, child);
      at = child;
    }
    return first;
  }

  #before(a: number, b: number): boolean {
    const [priceA, priceB] = [this.#prices[a]!, this.#prices[b]!];
    return priceA < priceB || (priceA === priceB && this.#values[a]! < this.#values[b]!);
  }

  #swap(a: number, b: number): void {
    [this.#prices[a], this.#prices[b]] = [this.#prices[b]!, this.#prices[a]!];
    [this.#values[a], this.#values[b]] = [this.#values[b]!, this.#values[a]!];
  }
}
