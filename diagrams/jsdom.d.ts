declare module 'jsdom' {
  /** The part of jsdom that playing a document for Mermaid's parser needs. */
  export class JSDOM {
    constructor(html: string);
    readonly window: Window & typeof globalThis;
  }
}
