import { type CollectionEntry, getCollection } from 'astro:content';

export type Doc = CollectionEntry<'docs'>;

const all = (await getCollection('docs')).toSorted((a, b) => a.data.order - b.data.order || a.data.title.localeCompare(b.data.title, 'en'));

/** What stands on `/docs/` itself, before the list of the others. */
export const startDoc: Doc | undefined = all.find(({ id }) => id === 'index');

/** Every page but that one, by `order`. */
export const docs: readonly Doc[] = all.filter((doc) => doc !== startDoc);

/** The pages under their headings; a group stands where its first page does. */
export const docGroups: readonly (readonly [group: string, docs: readonly Doc[]])[] = [...Map.groupBy(docs, ({ data }) => data.group)];

export const docPath = (doc: Doc): string => `/docs/${doc.id}/`;
