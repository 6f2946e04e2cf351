import type { SystemProof } from '../../testbed/system-proof.ts';
import { databaseImage } from './proof/database-image.ts';
import { clientOf, fillSql, rowsSql } from './proof/sql.ts';
import { mariadbd, postgres } from './tool.ts';

export default {
  inImages: [mariadbd, postgres],
  databases: { image: databaseImage, client: clientOf, fill: fillSql, rows: rowsSql },
} as const satisfies SystemProof;
