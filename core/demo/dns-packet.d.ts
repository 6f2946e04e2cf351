/** The part of dns-packet that the demo's server uses; the package brings no types. */
declare module 'dns-packet' {
  export interface Question {
    readonly type: string;
    readonly name: string;
    readonly class?: string;
  }
  export interface Packet {
    readonly id?: number;
    readonly type?: 'query' | 'response';
    readonly flags?: number;
    readonly questions?: readonly Question[];
    readonly answers?: readonly { readonly type: 'A' | 'AAAA'; readonly name: string; readonly ttl: number; readonly data: string }[];
  }
  export const RECURSION_DESIRED: number;
  export const RECURSION_AVAILABLE: number;
  export function encode(packet: Packet): Buffer;
  export function decode(message: Buffer): Packet;
}
