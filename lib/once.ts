/** Makes something of a whole the first time it is asked for. Model and facts never change, so it is remembered as long as they are. */
export function once<Whole extends object, Made>(make: (whole: Whole) => Made): (whole: Whole) => Made {
  const made = new WeakMap<Whole, { readonly value: Made }>();
  return (whole) => {
    const known = made.get(whole) ?? { value: make(whole) };
    made.set(whole, known);
    return known.value;
  };
}
