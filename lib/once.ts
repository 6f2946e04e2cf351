/** A memoised pure function of one whole, such as a fact of the lab. */
export interface Once<Whole extends object, Made> {
  (whole: Whole): Made;
  /** Gives the result for a whole that was not asked about yet. For tests that need a made-up part of a lab. */
  preset(whole: Whole, value: Made): void;
}

/** Makes something of a whole the first time it is asked for. A whole never changes, so the result is remembered as long as it lives. */
export function once<Whole extends object, Made>(make: (whole: Whole) => Made): Once<Whole, Made> {
  const made = new WeakMap<Whole, { readonly value: Made }>();
  const ask = (whole: Whole) => {
    const known = made.get(whole) ?? { value: make(whole) };
    made.set(whole, known);
    return known.value;
  };
  return Object.assign(ask, {
    preset(whole: Whole, value: Made) {
      if (made.has(whole)) throw new Error('the result was derived already');
      made.set(whole, { value });
    },
  });
}
