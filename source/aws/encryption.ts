/** Server-side encryption of the bucket, by the names that the S3 console uses. */
export const encryptions = ['SSE-S3', 'SSE-KMS', 'DSSE-KMS'] as const;
export type Encryption = (typeof encryptions)[number];

/** Encryptions that come with a KMS key. */
export const keyEncryptions: readonly Encryption[] = ['SSE-KMS', 'DSSE-KMS'];
