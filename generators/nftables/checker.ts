import { nftChecker } from './check/nft-check.ts';

export default [nftChecker];
