import type { Spec } from './step.ts';

/**
 * Puts a value at a path of a container, in the form in which the project has that part: a list of `KEY=value` gets one more, a list of
 * names too. A list of networks becomes a map where an entry needs options. Nothing of the project is lost.
 */
export function placeValue(spec: Spec, [key = '', ...rest]: readonly string[], value: unknown): Spec {
  const [next] = rest;
  if (next === undefined) return { ...spec, [key]: value };
  const own = spec[key] ?? (key === 'secrets' ? [] : undefined);
  if (!Array.isArray(own)) return { ...spec, [key]: placeValue((own ?? {}) as Spec, rest, value) };
  if (key === 'networks') return { ...spec, [key]: { ...networksOf(spec), [next]: value } };
  if (key === 'environment' || key === 'labels')
    return { ...spec, [key]: [...own.filter((item) => keyOf(item) !== next), `${next}=${value}`] };
  return { ...spec, [key]: [...own, next] };
}

/** `environment` and `labels` as a map: Compose takes a map, or a list of `KEY=value` where a bare KEY comes from the shell. */
export function pairsOf(value: unknown): Spec {
  if (!Array.isArray(value)) return (value as Spec | null | undefined) ?? {};
  return Object.fromEntries(
    value.map((item) => {
      const text = String(item);
      const at = text.indexOf('=');
      return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

/** The networks of a container as a map: without any it is in the project's `default`. */
export function networksOf({ networks }: Spec): Spec {
  const own = Array.isArray(networks) ? asMap(networks) : ((networks as Spec | null | undefined) ?? {});
  return Object.keys(own).length > 0 ? own : { default: {} };
}

function asMap(names: readonly unknown[]): Spec {
  return Object.fromEntries(names.map((name) => [String(name), {}]));
}

function keyOf(item: unknown): string {
  return String(item).split('=')[0] ?? '';
}
