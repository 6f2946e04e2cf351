/** A memoised pure function of one whole, such as a fact of the lab. */
export interface Once<Whole extends object, Made> {
  (whole: Whole): Made;
  /** Gives the result for a whole that was not asked about yet. For tests that need a made-up part of a lab. */
  preset(whole: Whole, value: Made): void;
}

/** A list or record that many ask for stays what it was made; what it holds is of the whole, or was made for it. */
function frozen<T>(made: T): T {
  if (typeof made !== 'object' || made === null) return made;
  const prototype: unknown = Object.getPrototypeOf(made);
  if (Array.isArray(made)) for (const item of made) freezePlain(item);
  return Array.isArray(made) || prototype === Object.prototype ? Object.freeze(made) : made;
}

function freezePlain(item: unknown): void {
  if (typeof item === 'object' && item !== null && Object.getPrototypeOf(item) === Object.prototype) Object.freeze(item);
}

/** Makes something of a whole the first time it is asked for. A whole never changes, so the result is remembered as long as it lives. */
export function once<Whole extends object, Made>(make: (whole: Whole) => Made): Once<Whole, Made> {
  const made = new WeakMap<Whole, { readonly value: Made }>();
  const ask = (whole: Whole) => {
    const known = made.get(whole) ?? { value: frozen(make(whole)) };
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
