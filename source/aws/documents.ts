export const documentIds = ['role-policy', 'trust-policy', 'bucket-policy', 'key-policy'] as const;
/** The four documents, in the order of the articles. */
export type DocumentId = (typeof documentIds)[number];

/** What each document is called within a sentence. */
export const documentNames: Readonly<Record<DocumentId | 'boundary', string>> = {
	'role-policy': 'role policy',
	'trust-policy': 'trust policy',
	'bucket-policy': 'bucket policy',
	'key-policy': 'key policy',
	boundary: 'permissions boundary',
};

/** Server-side encryption of the bucket, by the names that the S3 console uses. */
export const encryptions = ['SSE-S3', 'SSE-KMS', 'DSSE-KMS'] as const;
export type Encryption = (typeof encryptions)[number];

/** Encryptions that come with a KMS key. */
export const keyEncryptions: readonly Encryption[] = ['SSE-KMS', 'DSSE-KMS'];
